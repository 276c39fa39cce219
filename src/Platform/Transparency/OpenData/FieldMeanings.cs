using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EGov.Transparency;

/// <summary>What each field of each table means: one line a field, or a field of one table.</summary>
public static class FieldMeanings
{
    // name, or table.name where it means something else there | fa | en
    private const string Table =
        """
        aborted | برای هر دلیل، چند قرعه بی‌نتیجه ماند یا آغاز نشد
          | by reason, how often a draw ended without a result, or could not begin
        act | پاک شد (erased)، رد شد (refused) یا به حکم قانون ماند (held) | erased, refused, or held
        address | نشانی؛ اگر گفته نشده باشد تهی | where people find it; none where it is not told
        addressId | کد میز خدمت شهرستان، یا دستگاه اگر موضوع در شهرستانی نیست
          | code of the county’s desk, or of the department where the matter lies in no county
        age | روزهایی که از طرح آن گذشته | days since it was raised
        agencyResponsible | دستگاهی که پرونده نزد آن است | the department that has the file
        agenda | سطرهای دستور جلسه | the lines of the agenda
        answered | دیدگاه‌هایی که پاسخ دارند | viewpoints with an answer, whatever it is
        answerWindowDays | روزهای کاری که پرسش از متقاضی منتظر می‌ماند
          | working days that a question to the applicant waits at most
        appealed | تصمیم‌هایی که از آن‌ها تجدیدنظر خواستند | decisions that were appealed
        appealsDecided | تجدیدنظرهایی که به تصمیم رسید | appeals that were decided
        appealWindowDays | روزهای تقویمی پس از ابلاغ برای تجدیدنظر | calendar days after the notice to appeal in
        approval | نسبت بخت پذیرش پرونده‌های توصیه‌شده به دیگران، با بازه
          | odds of approval, contacted against not, with its interval
        approved | درخواست‌هایی که نفر دومی پذیرفت | agreed to by a second person
        asked | آنچه از این دستگاه خواسته شد | what was asked of this department
        withheld-openings.asked | همهٔ درخواست‌های پنهان‌ماندن | withholdings ever asked for
        askedMedianDays | میانهٔ روزهای کاری تا اثر، در آنچه خواسته شد
          | median working days to the effect, of what was asked
        askedWithEffect | از آنچه خواسته شد، با اثر | of what was asked, with effect
        askedWithoutEffect | از آنچه خواسته شد، بی‌اثر و گذشته از روز
          | of what was asked, past its date without effect
        asOf | لحظه‌ای که شمارش وضعیت آن را می‌گوید؛ تهی یعنی اکنون
          | the moment whose record is counted; none: what is recorded now
        assignment | پرونده به انتخاب کارشناس (officer) یا با قرعه (draw)
          | whether officers take files, or lots are drawn
        atLeast | کمترین شمار زنان در میان شمرده‌شدگان | fewest women among the counted
        atMost | بیشترین شمار زنان در میان شمرده‌شدگان | most women among the counted
        awaitingVerification | گزارش شده و هنوز کس دیگری اثر را ندیده
          | reported, and nobody else has seen the effect yet
        begunOn | روز آغاز | the day on which it was begun
        breaches | گذشتن از مهلت قانونی | times that the legal limit passed without a decision
        by | سطر از آنِ استان، سطح، دستگاه یا هر دو است | what the row is of: province, level, department, or both
        byBasis | به تفکیک قانونی که بر آن تکیه دارد | by the law it rests on
        candidates | شمار داوطلبان | how many stand
        carriedOver | مصوبه‌هایی که هنگام آغاز باز بودند | resolutions that were open when it began
        cases | درخواست‌های ثبت‌شده در بازهٔ آن | requests filed in its window
        casesSignalled | از آن‌ها، درخواست‌هایی که نشانه دارند | of these, those with a signal
        changed | چه چیزی با نسخهٔ پیش فرق کرد و چرا | what is otherwise than in the version before, and why
        channels | راه‌های درخواست | ways to ask for it
        cites | بندهای راهنما که بر آن تکیه دارد | clauses of guidance on which it rests
        clock | کدام روزها شمرده می‌شوند | which days count
        closed | پرونده‌هایی که مختومه شدند | files that were closed
        closesAt | ساعت بستن | when offices close
        closesOn | آخرین روز داوطلب‌شدن | the last day to stand
        code | کد، که تغییر نمی‌کند | its code, which does not change
        commitments | شمار تعهدها | how many commitments
        complete | قرعه‌هایی که همهٔ نام‌بردگان در آن سهم داشتند | draws to which all who were named contributed
        computed | آنچه معیارها می‌دهند | what the criteria give
        confirmed | از آنچه رسیدگی شد، تأیید شد | of those looked into, how many were confirmed
        contacted | پرونده‌های تصمیم‌گرفته‌ای که برایشان توصیه شد | decided files that were contacted
        contested | مختومه‌شدن‌هایی که به آن اعتراض شد | closures that were contested
        contestedShare | سهم اعتراض از مختومه‌ها | the share of closures that were contested
        contestWindowDays | روزهای تقویمی برای اعتراض به مختومه‌شدن | calendar days to contest a closure in
        council | کد شورا | code of the council
        count | شمار | how many
        counted | کسانی که شمرده شدند | how many are counted
        county | کد شهرستان | code of the county
        criteria | آنچه سمت می‌خواهد | what the post demands
        criteriaVersion | نسخهٔ این خواسته‌ها | the version of these demands
        dataSchema | نشانی طرح داده‌اش (JSON Schema) | where the JSON Schema of its data is
        date | روز نامه | the date of the letter
        day | روز جلسه | the day of the meeting
        daysToSolved | روز از طرح تا حل تأییدشده | days from raising to the report that was verified
        decided | پرونده‌هایی که درباره‌شان تصمیم گرفته شد | files that were decided
        decidedAt | زمان تصمیم | when it was decided
        department | کد دستگاه | code of the department
        departments | دستگاه‌ها، و هر یک تا کجا رسیده | the departments, and how far each is
        description | سخن عمومی خدمت، نه سخن متقاضی | the public words of the service, not the applicant’s
        direction | رسیده (in) یا فرستاده (out) | in or out, for the office whose letter it is
        directiveId | شناسهٔ دستور | id of the directive
        disposition | نتیجهٔ رسیدگی: توضیح، خطای ثبت، ارجاع یا تأیید | explained, data-error, referred, or confirmed
        dissents | مخالفت‌های ثبت‌شده | dissents that were minuted
        documents | مدارکی که خواسته می‌شود | the documents that are asked for
        doesNotSay | آنچه خواننده می‌تواند از آن بپندارد و نیست | what a reader could take it for, and it is not
        draft | پیش‌نویسی که دستگاه‌ها درباره‌اش نظر می‌دهند | the draft that departments comment on
        guidance.dropped | چرا پیش‌نویس‌ها کنار گذاشته شد | why drafts were put away
        dropped | دلیل کنارگذاشتن، یا شمار آن | why it was dropped, or how many were
        due | روز سررسید | the day by which it is due
        duration | نسبت میانهٔ روزها، توصیه‌شده به دیگران، با بازه
          | median working days, contacted against not, with its interval
        editions | ویرایش‌هایی که صادر شد | the editions that were issued
        effective | اثر آن را نفر دومی دیده است | a second person has seen the effect
        effectiveLate | اثر دارد و دیر رسید | effective, and late
        effectiveOn | روزی که نفر دومی اثر را دید | the day on which a second person had seen the effect
        effectiveOnTime | سهم به‌موقع از آنچه اثر یافت | of the effective, the share in time
        ended | دلیل پایان | on which ground it ended
        endedOn | روز پایان | the day on which it ended
        events.entry | رویداد، چنان‌که همه می‌خوانند | the event as everybody reads it
        entry | جایش در دفتر آن دستگاه | its place in the register of that office
        escalated | چند بار به بالادست رسید | how often it went up the line
        events | رویدادهایی که شمرده می‌شوند | the events that are counted
        executed | قرعه‌هایی که کشیده شد | draws that were executed
        expectedDatetime | پایان روز وعدهٔ دستگاه؛ پیش از تکمیل پرونده تهی
          | end of the day that is promised; none before the file is complete
        extended | مهلت‌هایی که تمدید شد | due dates that were extended
        extension | تمدید مهلت: چند بار و چند روز | how often a limit may be extended, and by how many days
        facts | آنچه از متقاضی پرسیده می‌شود | what the applicant is asked
        feeRials | بهای خدمت، ریال | the fee, in rials
        figures | شاخص‌های گروه | the figures of the group
        definitions.figures | اعضایی از پاسخ‌ها که با آن حساب می‌شوند | the members of answers that are computed by it
        formula | راه محاسبه | how it is computed
        found | نشانه‌هایی که تاکنون یافت شد | signals so far
        fourEyes | آماده‌کننده نمی‌تواند تصمیم بگیرد | whether the one who prepares may not decide
        from | از چه روزی، یا از چه کسی | from which day on
        issues.from | از سوی چه کسی طرح شد؛ هیچ‌گاه نام شخص نیست | who raised it: a kind of source, never a person
        fromOffice | دستگاهی که آن را نوشت | the department that wrote it
        ground | دلیل قانونی؛ اگر تنها خواست شخص بوده تهی | legal ground; none where only the person had asked
        guidanceId | شناسهٔ راهنما | id of the note
        hasValue | نتیجه مبلغی دارد | whether the outcome carries a sum
        heardOn | آخرین روزی که کاری یا سخنی دربارهٔ آن بود | the last day on which somebody did or said something
        high | کران بالای بازهٔ ۹۵٪ | upper end of the 95 % interval
        hint | راهنمای پرسش | a hint beside the question
        history | همهٔ نسخه‌ها، تازه‌ترین نخست | all versions, the latest first
        holder | دارندهٔ سمت، با کد عمومی | who holds it, by public code
        holders | سمت‌هایی که کسی داشت | posts that somebody held
        holidays | تعطیلی‌های اعلام‌شده و از کدام نسخه | declared days off, and since which version
        id | شناسه | its id
        index | جایش در دفتر، از صفر | its leaf, from 0
        indicator | کد شاخص | code of the indicator
        inForce | پذیرفته و هنوز به پایان نرسیده | agreed to, and not ended yet
        information | نامه‌هایی که تنها برای آگاهی بود | letters that are for information only
        inReplyTo | نامه‌ای که این پاسخ آن است | the letter that it answers
        isImported | از دفتر دیگری آمده | brought over from another register
        items | سطرهای این صفحه | the lines of this page
        key | کلیدی که امضاها را می‌آزماید | the key that verifies the notes
        latest | آخرین مجموعهٔ فایل‌ها | the latest set of files
        leaf | چکیدهٔ رویداد | digest of the event
        isOpen | باز است | whether it is open
        isOutside | از بیرون آمده یا به بیرون رفته | from or to somebody outside
        isOverFiring | بیش از آنچه باید نشانه می‌دهد | it fires on more than it should
        isOverridden | نتیجه‌ای جز آنچه معیارها داد گرفته شد | whether another outcome was decided than computed
        isReportedOnTime | گزارش به‌موقع رسید | whether the report came in time
        issued | دستورهای صادرشده | directives that were issued
        issuedOn | روز صدور | the day of issue
        issueId | شناسهٔ مسئله | id of the issue
        isWithheld | شمار گفته نمی‌شود چون به کسی می‌رسد | told by no number, for it would tell of a person
        kind | نوع | its kind
        lastDay | روز پایان آخرین پنهان‌ماندن | the day on which the last of those in force ends
        lastLine | آخرین سخنی که برای همه گفته شد | what was last said of it for everybody to read
        lat | عرض جغرافیایی؛ گفته نمی‌شود | latitude; not told
        lateSteps | گام‌هایی که دیر برداشته شد | steps that were late
        leftOut | آنچه شمرده نمی‌شود | what is not counted
        legalBasis | مبنای قانونی | its legal basis
        legalLimitDays | روزهای کاری مهلت قانونی | working days that the law gives
        letterId | شناسهٔ نامه | id of the letter
        level | کد سطح | code of the level
        line | یک سطر که همه می‌خوانند | one line that everybody reads
        lines | دیدگاه‌ها، هر یک در یک سطر | the viewpoints, a line each
        links | پیوند به پرونده، دستور یا مصوبه | what it is linked to
        long | طول جغرافیایی؛ گفته نمی‌شود | longitude; not told
        lookedInto | از آن‌ها، رسیدگی‌شده | of these, how many were looked into
        loops | چند بار موضوع چرخید و بازگشت | how often a matter went round and came back
        low | کران پایین بازهٔ ۹۵٪ | lower end of the 95 % interval
        making | مجموعه‌ای که ساخته می‌شود | the set that is being made
        manyFilers | کسانی که برای بسیاری درخواست می‌دهند | how many file for many
        matter | خدمت، دستگاه و شهرستان | service, department and county
        max | بیشترین مقدار | the largest value
        meaning | معنا | what it means
        mediaUrl | نشانی پیوست؛ گفته نمی‌شود | address of an attachment; not told
        medianDays | میانهٔ روزهای کاری | median working days
        medianDaysToSolved | میانهٔ روز تا حل | median days to be solved
        medianSilence | میانهٔ روزهای بی‌خبری | median days of silence
        meetingId | شناسهٔ جلسه | id of the meeting
        meetings | جلسه‌های برگزارشده | meetings that were held
        met | نقطه‌هایی که به آن رسیدند | milestones that were met
        min | کمترین مقدار | the smallest value
        minimum | با کمتر از این شمار، شاخصی داده نمی‌شود | below so many cases no value is given
        missed | نقطه‌هایی که از دست رفت | milestones that were missed
        missing | کسانی که تا مهلت سهم خود را ندادند | who had not contributed by the deadline, how often
        month | سال و ماه تقویم استان، مانند 1405-08 | year and month of the province’s calendar, such as 1405-08
        months | ماه‌به‌ماه، اگر خواسته شود | month by month, where asked for
        moved | چند بار نقطه‌ها جابه‌جا شد | how often goalposts were moved
        name | نام | its name
        next | نشانهٔ صفحهٔ بعد؛ در صفحهٔ آخر تهی | what to ask for with after; none on the last page
        notAppointed | زنان در میان داوطلبانی که منصوب نشدند | women among those who stood and were not appointed
        notContacted | پرونده‌های تصمیم‌گرفته‌ای که توصیه نشد | decided files that were not contacted
        number | شماره | its number
        of | همهٔ کسانی که بودند | how many there were
        office | دستگاهی که نامه از آنِ آن است | the office whose letter it is
        officers | کارشناسانی که در بازهٔ آن تصمیم گرفتند | officers who decided anything in its window
        officersSignalled | از آن‌ها، با نشانه | of these, those with a signal
        oldestDays | سن کهنه‌ترین مسئلهٔ باز، روز | age of the oldest that is open, in days
        on | آنچه می‌خواستند بر آن اثر بگذارند | what was to be influenced
        onThePlatformAlone | قرعه‌هایی که تنها بر کلید سامانه تکیه داشت
          | draws that rested on the platform’s key alone
        onTime | سهم به‌موقع با بازهٔ ۹۵٪ | the share in time, with its 95 % interval
        decisions.onTime | به‌موقع بود | whether it was in time
        open | باز | open
        opensAt | ساعت بازشدن | when offices open
        openedOn | روز آغاز | the day on which it was opened
        openingsAppeared | بازکردن‌هایی که پنهان بود و اکنون دیده می‌شود
          | openings that were withheld and are seen now
        openingsWithheld | بازکردن‌هایی که متقاضی هنوز نمی‌بیند | openings that their applicants do not see yet
        openIssues | مسائل باز | issues that are open
        openLate | باز و گذشته از روز | open past the due date
        openPastLimit | باز و گذشته از مهلت قانونی | open past their legal limit
        outcome | نتیجه: موافقت، رد یا ناگفته | granted, refused, or unstated
        tips.outcome | سرانجام؛ تا باز است تهی | what it came to; none while it is open
        outOfTurn | پرونده‌هایی که پیش از نوبت برداشته شد | files that were taken before their turn
        outOfTurnWithoutGround | از آن‌ها، بی‌دلیل ثبت‌شده | of these, without a recorded ground
        overridden | تصمیم‌هایی جز نتیجهٔ معیارها | decisions other than computed
        overturned | تصمیم‌هایی که در تجدیدنظر برگشت | decisions that fell on appeal
        decisions.overturned | در تجدیدنظر برگشت؛ بی تجدیدنظر تهی | whether it fell on appeal; none without one
        overturnedShare | سهم برگشته از تجدیدنظرها | the share of appeals that overturned
        owner | کسی که پاسخ‌گوی آن است، با کد عمومی | who answers for it, by public code
        p90Days | نود درصد تصمیم‌ها در این شمار روز کاری | nine of ten decisions took so many working days at most
        panel | هیئت ارزیابی، با کد عمومی | who assesses, by public code
        parent | دستگاه بالادست | the department above it
        pastDraw | برای هر دلیل، چند بار مدیر بی‌قرعه پرونده داد
          | by ground, how often a manager gave a file without a draw
        place | جایگاه، میان دو کران | between which places chance leaves it
        plannedSteps | دستگاه‌هایی که پرونده باید ببیند | the departments a file is expected to visit
        postId | شناسهٔ سمت | id of the post
        precision | سهم تأییدشده از آنچه رسیدگی شد | the share of those looked into that were confirmed
        present | کارکنان و مهمانان حاضر | staff and guests who were present
        programmeId | شناسهٔ برنامه | id of the programme
        progress | ساختنش تا کجا رسیده | how far the next set is
        promise | وعده، با همان واژه‌ها | the promise, in its own words
        promisedOn | روز وعده | the day of the promise
        promiseDays | روزهای کاری که دستگاه وعده داده | working days that the department promises
        quarter | فصل تقویم استان | quarter of the province’s calendar
        question | آنچه پرسیده شد | what was asked
        queue | به‌نوبت (fifo) یا بی‌نوبت (open) | fifo, or open where no order is promised
        raised | مسائل طرح‌شده | issues that were raised
        raisedOn | روز طرح | the day on which it was raised
        received | جایش در دفتر گیرنده | its place in the register of who has it
        reference | شناسه و نسخه، مانند PERF-ONTIME/1 | id and version, such as PERF-ONTIME/1
        referred | نظرخواهی از دستگاه دیگر | referrals to another department
        refused | رد شد | refused
        refusedShare | سهم ردشده | the share that was refused
        registered | نامه‌های دفتر شده از بیرون | letters from elsewhere that were registered
        reminders | یادآوری‌های سامانه | how often the platform reminded of silence
        reopened | دوباره باز شد | opened again
        reopenings | چند بار دوباره باز شد | how often it was opened again
        repealed | از کی و چرا لغو شد | since when it is repealed, and why
        reportedOn | روز آخرین گزارش | the day of the last report
        represented | سهم پرونده‌هایی که کسی برای متقاضی داد | the share that somebody filed for the applicant
        requested | قرعه‌های خواسته‌شده | draws that were requested
        requestedDatetime | زمان ثبت | when it was filed
        requestId | شناسهٔ درخواست | id of the request
        requests | شمار درخواست‌ها | on how many requests
        required | لازم است | whether it must be answered
        resolutions | مصوبه‌ها | the resolutions
        resolutionsDone | مصوبه‌های انجام‌شده | resolutions that are done
        resolutionsDropped | مصوبه‌های کنارگذاشته | resolutions that were dropped
        resolutionsLate | مصوبه‌های باز گذشته از روز | resolutions open past their day
        resolutionsOpen | مصوبه‌های باز | resolutions that are open
        returned | برگشت‌خورده، چون اثر دیده نشد | returned, for the effect was not seen
        returnedIssues | مسائلی که حلشان دیده نشد | issues whose solution was not seen
        returns | چند بار برگشت | how often it was returned
        rights | کد حقوقی که برمی‌آورد | codes of the rights it serves
        root | ریشهٔ درخت دفتر | the root over all leaves
        rule | قاعده، به زبان ساده | the rule in plain words
        rulebook | کد قاعده‌نامه | code of the rulebook
        rulebookVersion | نسخهٔ قاعده‌نامه | version of the rulebook
        sample | یک خبر کامل، چنان‌که می‌رسد | a whole event as it may come
        sealed | دربارهٔ شخص است و مهر می‌شود | whether it is about a person, and sealed
        sent | نامه‌های فرستاده که اثری خواسته‌اند | letters sent that want an effect
        service | کد خدمت | code of the service
        serviceCode | کد خدمت | code of the service
        serviceName | نام خدمت | name of the service
        serviceNotice | وعده و مهلت قانونی | the promise and the legal limit
        serviceRequestId | شناسهٔ درخواست، همان که تصمیمش با آن منتشر می‌شود
          | id of the request, under which its decision is published
        sets | مجموعه‌هایی که نگه داشته شده | all sets that are kept
        share | سهم، از صفر تا یک | the share, from 0 to 1
        silence | روزهای بی‌خبری | days of silence
        silent | باز و سی روز بی‌خبر | open, and nobody heard for thirty days
        since | از چه روزی به کار می‌رود | the first day on which it is used
        size | شمار رویدادهای دفتر | how many events the ledger has
        solved | حل‌شده و تأییدشده | solved, and verified
        source | سند وعده | where the promise was made
        standing | تصمیم تا کجا رسیده: ابلاغ، مختومه، اعتراض یا تجدیدنظر
          | decided, notified, closed, contested, or appealed
        programmes.standing | نقطه‌هایی که هنوز روزشان نرسیده | milestones whose day has not come
        state | وضع | how far it is
        status | باز یا بسته | open or closed
        statusNotes | وضع، به زبان ساده | how far it is, in plain words
        steps | گام‌هایی که در پرونده‌ها ثبت شد | steps that were recorded
        issues.steps | گام‌های برنامهٔ حل | the steps of the plan
        strata | دستگاه و ماه‌هایی که هر دو گونه را دارند | departments and months that hold both kinds
        submitted | درخواست‌های رسیده | requests that were filed
        summary | خدمت در چند سطر | the service in a few lines
        supportAsked | حمایت‌هایی که خواسته شد | support that was asked for
        supportGiven | حمایت‌هایی که داده شد | support that was given
        takenUp | دیدگاه‌هایی که پذیرفته شد | viewpoints that were taken up
        thread | شناسهٔ نخستین نامهٔ این رشته | the first letter that it goes back to
        thresholds | آستانه‌ها | the thresholds
        throughThem | سهمی که از راه آن‌ها آمد | the share that came through them
        title | عنوان | its title
        to | دستگاه گیرنده | the department that it was sent to
        tolerance | ساعت میان کار و ثبت آن که پرسشی نمی‌انگیزد
          | hours between an act and its record that raise no question
        transferred | پرونده‌هایی که به دستگاه دیگر رفت | files that moved to another department
        type | نوع پاسخ | the kind of answer
        news.type | نام گونه، که با آن مشترک می‌شوند | its name, by which it is subscribed to
        unit | یکا | its unit
        unnamed | دیدگاه‌های بی‌نام | viewpoints of those who wished not to be named
        until | تا چه روزی | until which day
        unverified | گزارش حل شده و تأیید نشده | reported as solved, and not verified
        updatedDatetime | زمان آخرین تغییر | when it last changed
        vacancy | اگر خالی است، فراخوان آن | the vacancy, while somebody is looked for
        valueRials | مبلغ نتیجه، ریال | the sum of the outcome, in rials
        values | شمار مقدارهای مهرشده | in how many sealed values
        version | نسخه | its version
        viewpoints | دیدگاه‌ها | viewpoints
        viewpointsAnswered | سهم دیدگاه‌های پاسخ‌دار | the share of viewpoints with an answer
        viewpointsTakenUp | دیدگاه‌های پذیرفته | viewpoints taken up, wholly or in part
        waiting | هنوز پاسخ نگرفته | not answered yet
        wandering | دستگاه‌های دیده‌شده به برنامه‌شده؛ ۱ یعنی کسی سرگردان نشد
          | departments visited to planned; 1: nobody wandered
        wanderingFiles | پرونده‌هایی که این نسبت از آن‌هاست | files that this is computed from
        wants | اثر یا تنها آگاهی | effect, or information alone
        weekend | روزهای تعطیل هفته | days of the week that are off
        why | چرا پرسیده می‌شود | why it is asked
        withdrawn | پس‌گرفته‌شده؛ از یکی، دلیل آن | withdrawn; of a single one, on which ground
        withEffect | نامه‌هایی که اثرشان دیده شد | letters whose effect was seen
        withoutEffect | نامه‌های گذشته از روز و بی‌اثر | letters past their date without effect
        women | زنان | women
        workingDays | روزهای کاری | working days
        zipcode | کد پستی؛ گفته نمی‌شود | postal code; not told
        checkpoint | سرِ امضاشدهٔ دفتر | the latest checkpoint as it was signed
        choices | پاسخ‌هایی که می‌توان داد | the answers to choose from
        """;

    // A line that is too long for the page goes on below, after the stroke.
    private static readonly Dictionary<string, Text> All = Table.Replace("\n  | ", " | ", StringComparison.Ordinal)
        .Split('\n').Select(line => line.Split(" | "))
        .ToDictionary(parts => parts[0].Trim(), parts => new Text(parts[1].Trim(), parts[2].Trim()));

    /// <summary>The names that have a meaning here.</summary>
    internal static IEnumerable<string> Names => All.Keys;

    /// <summary>The fields of a table, in the order in which they stand in it.</summary>
    public static IReadOnlyList<DatasetField> Of(Dataset dataset) =>
    [
        .. dataset.Lines.SelectMany(NamesOf).Distinct().Select(name => new DatasetField(
            dataset.Address.StartsWith(GeoReport.Root, StringComparison.Ordinal)
                ? JsonNamingPolicy.SnakeCaseLower.ConvertName(name)
                : name,
            Find(dataset, name)
                ?? throw new InvalidOperationException($"Nobody has said what {name} of {dataset.Code} means."))),
    ];

    internal static Text? Find(Dataset dataset, string name) =>
        All.GetValueOrDefault($"{dataset.Code}.{name}") ?? All.GetValueOrDefault(name);

    /// <summary>The members of a record as an answer writes them.</summary>
    internal static IEnumerable<string> NamesOf(Type line) =>
        line.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(member => member.GetCustomAttribute<JsonIgnoreAttribute>() is null)
            .Select(member => JsonNamingPolicy.CamelCase.ConvertName(member.Name));
}
