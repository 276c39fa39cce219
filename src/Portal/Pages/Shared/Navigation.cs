using System.Collections.Frozen;
using System.Reflection;
using EGov.Texts;
using Microsoft.AspNetCore.Components;

namespace EGov.Pages.Shared;

/// <summary>A place to go: where no language is in the path, the page's own is put before it.</summary>
public sealed record Link(Words Text, string Href);

/// <summary>The portal's plan: what stands in each role's menu and in the foot, in order.</summary>
public static class Navigation
{
    private static readonly FrozenSet<string> Pages = typeof(Navigation).Assembly.GetTypes()
        .SelectMany(type => type.GetCustomAttributes<RouteAttribute>())
        .Select(route => route.Template)
        .ToFrozenSet();

    private static readonly Place[] Public =
    [
        new("nav.home", "/"),
        new("nav.services", "/services"),
        new("nav.track", "/track"),
        new("nav.performance", "/performance"),
        new("nav.decisions", "/decisions"),
        new("nav.programmes", "/programmes"),
        new("nav.signals", "/signals"),
        new("nav.open-data", "/open-data"),
        new("nav.verify", "/verify"),
    ];

    private static readonly Place Tips = new("nav.tips", "/integrity/tips");

    private static readonly Place Representatives = new("nav.representatives", "/auditor/representatives");

    private static readonly Place Influence = new("nav.influence", "/staff/influence");

    private static readonly Place Interests = new("nav.interests", "/staff/interests");

    private static readonly Place Mine = new("nav.my-signals", "/staff/signals");

    /// <summary>Who looks into signals has a list of his own.</summary>
    private static readonly Place[] BesideSignals = [.. Public.Where(place => place.Path != "/signals")];

    private static readonly Place Oversight = new("nav.oversight", "/oversight");
    private static readonly Place Directives = new("nav.directives", "/oversight/directives");
    private static readonly Place Meetings = new("nav.meetings", "/oversight/meetings");
    private static readonly Place Guidance = new("nav.guidance", "/oversight/guidance");
    private static readonly Place Issues = new("nav.issues", "/oversight/issues");

    private static readonly Place Letters = new("nav.letters", "/oversight/letters");

    private static readonly Place Programmes = new("programmes.title", "/oversight/programmes");

    private static readonly Place Posts = new("nav.posts", "/staff/posts");

    private static readonly Place Withheld = new("nav.withheld", "/auditor/withholdings");

    private static readonly Place[] Foot =
    [
        new("foot.accessibility", "/accessibility"),
        new("foot.definitions", "/definitions"),
        new("foot.desks", "/desks"),
        new("foot.directives", "/directives"),
        new("foot.letters", "/letters"),
        new("foot.meetings", "/meetings"),
        new("foot.issues", "/issues"),
        new("foot.guidance", "/guidance"),
        new("foot.draws", "/draws"),
        new("foot.appointments", "/appointments"),
        new("foot.open-data", "/open-data"),
        new("foot.charter", "/charter"),
        new("foot.privacy", "/privacy"),
        new("foot.erasures", "/erasures"),
        new("foot.influence", "/influence"),
        new("foot.representatives", "/representatives"),
        new("foot.misconduct", "/misconduct"),
    ];

    private static readonly FrozenDictionary<Role, Place[]> Menus = new Dictionary<Role, Place[]>
    {
        [Role.Visitor] = Public,
        [Role.Citizen] =
        [
            new("nav.my-requests", "/my/requests"),
            new("nav.my-openings", "/my/openings"),
            new("nav.my-data", "/my/data"),
            .. Public,
        ],
        [Role.Integrity] =
        [
            new("nav.signals", "/auditor/signals"),
            Representatives,
            Tips,
            new("nav.register", "/integrity/influence"),
            new("nav.webhooks", "/integrity/webhooks"),
            new("nav.openings", "/auditor/openings"),
            Withheld,
            Influence,
            Interests,
            .. BesideSignals,
        ],
        [Role.Custodian] =
        [
            new("nav.erasures", "/custodian/erasures"),
            Tips,
            Withheld,
            Influence,
            Interests,
            .. Public,
        ],
        [Role.Admin] =
        [
            new("nav.api-keys", "/admin/keys"),
            new("nav.erasures", "/custodian/erasures"),
            Withheld,
            Influence,
            Interests,
            .. Public,
        ],
        [Role.Clerk] =
        [
            new("nav.desk", "/desk"),
            new("nav.desk-today", "/desk/today"),
            new("nav.services", "/services"),
            Letters,
            Issues,
            Influence,
            Interests,
        ],
        [Role.Officer] =
        [
            new("nav.queue", "/officer/queue"),
            new("nav.search", "/officer/search"),
            Letters,
            Issues,
            Guidance,
            Posts,
            Influence,
            Interests,
            Mine,
        ],
        [Role.Manager] =
        [
            new("nav.overview", "/manager"),
            new("nav.breaches", "/manager/breaches"),
            new("nav.workload", "/manager/workload"),
            Oversight,
            Directives,
            Letters,
            Programmes,
            Meetings,
            Issues,
            Guidance,
            Posts,
            Influence,
            Interests,
            Mine,
            new("nav.performance", "/performance"),
        ],
        [Role.Governor] =
        [
            Oversight,
            Directives,
            Letters,
            Programmes,
            Meetings,
            Issues,
            Guidance,
            Posts,
            Influence,
            Interests,
            Mine,
            .. Public,
        ],
        [Role.Auditor] =
        [
            new("nav.trace", "/auditor/trace"),
            new("nav.signals", "/auditor/signals"),
            Representatives,
            new("nav.openings", "/auditor/openings"),
            Withheld,
            new("nav.audit-trail", "/auditor/events"),
            new("nav.bundles", "/auditor/bundles"),
            new("nav.ledger-audit", "/auditor/ledger"),
            Letters,
            Posts,
            Influence,
            Interests,
        ],
    }.ToFrozenDictionary();

    public static IEnumerable<Link> Menu(Role role, Language language) => Links(Menus[role], language);

    public static IEnumerable<Link> Footer(Language language) => Links(Foot, language);

    // A place is shown once its page exists, so no menu leads nowhere.
    private static IEnumerable<Link> Links(Place[] places, Language language) =>
        from place in places
        let path = language.Path(place.Path)
        where Pages.Contains(path)
        select new Link(language[place.Text], path);

    private sealed record Place(string Text, string Path);
}
