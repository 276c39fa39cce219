using System.Collections.Frozen;

namespace EGov;

/// <summary>Who may do what: one line an endpoint or page, one column a role. What has no line is closed.</summary>
/// <remarks>
/// The host takes its policy from here and nothing else, and does not start where an endpoint has no line. A cell says
/// on which objects: the letters stand with <see cref="Reach"/>, each with the rule that keeps it. A PAGE stands for
/// its addresses under /fa and /en, asked for and sent: what it sends is a command, kept by that command's own letter.
/// FILE is what pages are drawn with, and so is the last of the GETs, while a page is made. Besides these the host
/// serves the explorer of /swagger and the public files of /ledger, which hold nothing that is not for everybody.
/// </remarks>
public static class Access
{
    private const string Table =
        """
        nobody signed in, citizen, clerk (k), officer, manager, governor, auditor, integrity, custodian (u), admin (d)

                                                                   N C K O M G A I U D
        GET  /api/services                                         + + + + + + + + + +
        GET  /api/services/{code}                                  + + + + + + + + + +
        GET  /api/rulebooks/{code}                                 + + + + + + + + + +
        GET  /api/rulebooks/{code}/versions/{version}              + + + + + + + + + +
        GET  /api/departments                                      + + + + + + + + + +
        GET  /api/calendar                                         + + + + + + + + + +
        GET  /api/public/definitions                               + + + + + + + + + +
        GET  /api/public/oversight/{kind}/months                   + + + + + + + + + +
        GET  /api/public/performance                               + + + + + + + + + +
        GET  /api/public/decisions                                 + + + + + + + + + +
        GET  /api/public/decisions/{requestId}                     + + + + + + + + + +
        GET  /api/public/decisions/{requestId}/replay              + + + + + + + + + +
        GET  /api/public/requests/{trackingNumber}/position        + + + + + + + + + +
        GET  /api/public/requests/{trackingNumber}/draws           + + + + + + + + + +
        GET  /api/public/draws                                     + + + + + + + + + +
        GET  /api/public/erasures                                  + + + + + + + + + +
        GET  /api/public/directives                                + + + + + + + + + +
        GET  /api/public/directives/figures                        + + + + + + + + + +
        GET  /api/public/letters                                   + + + + + + + + + +
        GET  /api/public/letters/figures                           + + + + + + + + + +
        GET  /api/public/programmes                                + + + + + + + + + +
        GET  /api/public/programmes/{number}                       + + + + + + + + + +
        GET  /api/public/programmes/{number}/measures/{measure}    + + + + + + + + + +
        GET  /api/public/programmes/{number}/measures/{measure}/events + + + + + + + + + +
        GET  /api/public/meetings                                  + + + + + + + + + +
        GET  /api/public/meetings/figures                          + + + + + + + + + +
        GET  /api/public/issues                                    + + + + + + + + + +
        GET  /api/public/issues/figures                            + + + + + + + + + +
        GET  /api/public/guidance                                  + + + + + + + + + +
        GET  /api/public/guidance/{number}                         + + + + + + + + + +
        GET  /api/public/guidance/{number}/citations               + + + + + + + + + +
        GET  /api/public/influence                                 + + + + + + + + + +
        GET  /api/public/representatives                           + + + + + + + + + +
        GET  /api/public/tips                                      + + + + + + + + + +
        GET  /api/public/signals                                   + + + + + + + + + +
        GET  /api/public/appointments                              + + + + + + + + + +
        GET  /api/public/posts                                     + + + + + + + + + +
        GET  /api/public/withheld-openings                         + + + + + + + + + +
        GET  /robots.txt                                           + + + + + + + + + +
        GET  /sitemap.xml                                          + + + + + + + + + +
        GET  /open-data/harvest.mjs                                + + + + + + + + + +
        GET  /open-data/changes.md                                 + + + + + + + + + +
        GET  /open-data/catalogue                                  + + + + + + + + + +
        GET  /open-data/catalogue.{format}                         + + + + + + + + + +
        GET  /open-data/services                                   + + + + + + + + + +
        GET  /open-data/services.{format}                          + + + + + + + + + +
        GET  /open311/v2/discovery.{format}                        + + + + + + + + + +
        GET  /open311/v2/services.{format}                         + + + + + + + + + +
        GET  /open311/v2/services/{code}.{format}                  + + + + + + + + + +
        GET  /open311/v2/requests.{format}                         + + + + + + + + + +
        GET  /open311/v2/requests/{id}.{format}                    + + + + + + + + + +
        GET  /open311/v2/tokens/{token}.{format}                   + + + + + + + + + +
        POST /open311/v2/requests.{format}                         + + + + + + + + + +
        GET  /api/public/events                                    + + + + + + + + + +
        GET  /api/public/files                                     + + + + + + + + + +
        GET  /api/public/decisions/feed                            + + + + + + + + + +
        GET  /open-data/live                                       + + + + + + + + + +
        GET  /open-data/decisions/{requestId}/provenance.jsonld    + + + + + + + + + +
        GET  /open-data/files/{name}                               + + + + + + + + + +
        GET  /open-data/files/{set}/{name}                         + + + + + + + + + +
        GET  /open-data/event-log.xes                              + + + + + + + + + +
        GET  /open-data/event-log.jsonocel                         + + + + + + + + + +
        GET  /ledger/proofs/{eventId}                              + + + + + + + + + +
        GET  /ledger/receipts/{eventId}                            + + + + + + + + + +
        GET  /open-data/receiver.mjs                               + + + + + + + + + +
        GET  /api/public/news                                      + + + + + + + + + +
        GET  /api/public/news/{type}/schema                        + + + + + + + + + +
        GET  /api/open-data/webhooks                               w w w w w w w w w w
        POST /api/open-data/webhooks                               w w w w w w w w w w
        GET  /api/open-data/webhooks/{webhookId}/deliveries        w w w w w w w w w w
        POST /api/open-data/webhooks/{webhookId}/end               w w w w w w w w w w
        POST /api/open-data/webhooks/{webhookId}/replay            w w w w w w w w w w

        POST /api/requests                                         + + + + + + + + + +
        GET  /api/requests/{trackingNumber}                        o o o o o o o o o o
        GET  /api/requests/{trackingNumber}/openings               o o o o o o o o o o
        GET  /api/requests/{trackingNumber}/attachments/{digest}   o o o o o o o o o o
        GET  /api/requests/{requestId}/contacts                    o o o r r o + + o o
        GET  /api/requests/{trackingNumber}/signals                o o o o o o o o o o
        POST /api/requests/{requestId}/supply                      o o o o o o o o o o
        POST /api/requests/{requestId}/attachments                 o o o o o o o o o o
        POST /api/requests/{requestId}/nonce                       o o o o o o o o o o
        POST /api/requests/{requestId}/withdraw                    o o o o o o o o o o
        POST /api/requests/{requestId}/contest                     o o o o o o o o o o
        POST /api/requests/{requestId}/appeal                      o o o o o o o o o o
        POST /api/requests/{requestId}/rate                        o o o o o o o o o o
        GET  /api/my/requests                                      - o - - - - - - - -
        GET  /api/my/openings                                      - + - - - - - - - -
        GET  /api/my/openings/usage-period                         - + - - - - - - - -
        GET  /api/my/openings/heartbeat                            - + - - - - - - - -
        GET  /api/my/data                                          o o o o o o o o o o
        GET  /api/my/data/copy                                     o o o o o o o o o o
        POST /api/my/corrections                                   o o o o o o o o o o
        POST /api/my/disclosures                                   o o o o o o o o o o
        POST /api/my/erasure                                       o o o o o o o o o o

        GET  /api/queue                                            - - r r r - - - - -
        GET  /api/requests/{requestId}/file                        - - - r r - + + - -
        GET  /api/requests/{requestId}/file/attachments/{digest}   - - - r r - + + - -
        POST /api/requests/{requestId}/assign                      - - - d d - - - - -
        POST /api/requests/{requestId}/ready                       - - - h - - - - - -
        POST /api/requests/{requestId}/ask                         - - - h - - - - - -
        POST /api/requests/{requestId}/refer                       - - - h - - - - - -
        POST /api/requests/{requestId}/answer-referral             - - - a - - - - - -
        POST /api/requests/{requestId}/transfer                    - - - h - - - - - -
        POST /api/requests/{requestId}/extend                      - - - h - - - - - -
        POST /api/requests/{requestId}/steps                       - - - d - - - - - -
        POST /api/requests/{requestId}/recuse                      - - - r - - - - - -
        POST /api/requests/{requestId}/prepare-decision            - - - h - - - - - -
        POST /api/requests/{requestId}/decide                      - - - p - - - - - -
        POST /api/requests/{requestId}/notice                      - - - t - - - - - -
        POST /api/requests/{requestId}/close                       - - - t - - - - - -
        POST /api/requests/{requestId}/decide-appeal               - - - d d - - - - -
        POST /api/requests/{requestId}/remedy                      - - - d d - - - - -
        POST /api/requests/{requestId}/prioritise                  - - - - d - - - - -

        GET  /api/departments/mine/desk                            - - - - d - - - - -
        GET  /api/departments/mine/files                           - - - - d - - - - -
        GET  /api/departments/mine/breaches                        - - - - d - - - - -

        GET  /api/directives                                       - - - r r + + + - -
        GET  /api/directives/{directiveId}                         - - - r r + + + - -
        GET  /api/directives/{directiveId}/contacts                - - - r r + + + - -
        GET  /api/directives/{directiveId}/evidence/{digest}       - - - r r + + + - -
        POST /api/directives                                       - - - - - + - - - -
        POST /api/directives/{directiveId}/acknowledge             - - - - d - - - - -
        POST /api/directives/{directiveId}/assign                  - - - - d - - - - -
        POST /api/directives/{directiveId}/ask-support             - - - h d - - - - -
        POST /api/directives/{directiveId}/answer-support          - - - - - + - - - -
        POST /api/directives/{directiveId}/evidence                - - - h h - - - - -
        POST /api/directives/{directiveId}/report                  - - - h h - - - - -
        POST /api/directives/{directiveId}/verify                  - - - v v v - - - -
        POST /api/directives/{directiveId}/return                  - - - v v v - - - -
        POST /api/directives/{directiveId}/extend                  - - - - - + - - - -
        POST /api/directives/{directiveId}/withdraw                - - - - - + - - - -
        GET  /api/programmes                                       - - - + + + + + - -
        GET  /api/programmes/{programmeId}                         - - - + + + + + - -
        GET  /api/programmes/{programmeId}/contacts                - - - - + + + + - -
        POST /api/programmes                                       - - - - - + - - - -
        POST /api/programmes/{programmeId}/amend-promise           - - - - - + - - - -
        POST /api/programmes/{programmeId}/hand-over               - - - - - + - - - -
        POST /api/programmes/{programmeId}/commitments             - - - - - + - - - -
        POST /api/programmes/{programmeId}/amend-commitment        - - - - - + - - - -
        POST /api/programmes/{programmeId}/measures                - - - - - + - - - -
        POST /api/programmes/{programmeId}/milestones              - - - - - + - - - -
        POST /api/programmes/{programmeId}/amend-milestone         - - - - - + - - - -
        POST /api/programmes/{programmeId}/drop-milestone          - - - - - + - - - -
        POST /api/programmes/{programmeId}/explain-miss            - - - - - + - - - -
        POST /api/programmes/{programmeId}/end                     - - - - - + - - - -

        GET  /api/letters                                          - - d d d + + + - -
        GET  /api/letters/{letterId}                               - - r r r r + + - -
        GET  /api/letters/{letterId}/contacts                      - - r r r r + + - -
        GET  /api/letters/{letterId}/files/{digest}                - - r r r r + + - -
        GET  /api/letters/register                                 - - - - d + + + - -
        POST /api/letters                                          - - d d d d - - - -
        POST /api/letters/import                                   - - - - d d - - - -
        POST /api/letters/drafts                                   - - d d d d - - - -
        POST /api/letters/{letterId}/redraft                       - - d d d d - - - -
        POST /api/letters/{letterId}/send                          - - - - d d - - - -
        POST /api/letters/{letterId}/receive                       - - d d d d - - - -
        POST /api/letters/{letterId}/assign                        - - - - d d - - - -
        POST /api/letters/{letterId}/files                         - - d d d d - - - -
        POST /api/letters/{letterId}/report                        - - - h h h - - - -
        POST /api/letters/{letterId}/verify                        - - - v v v - - - -
        POST /api/letters/{letterId}/return                        - - - v v v - - - -
        POST /api/letters/{letterId}/withdraw                      - - - - d d - - - -
        POST /api/letters/{letterId}/correspondent/erase           - - - - - - - - + +

        GET  /api/oversight                                        - - - - + + + + - -
        GET  /api/councils                                         - - - + + + + + - -
        POST /api/councils                                         - - - - - + - - - -
        GET  /api/meetings                                         - - - r r + + + - -
        GET  /api/meetings/{meetingId}                             - - - r r + + + - -
        GET  /api/meetings/{meetingId}/contacts                    - - - r r + + + - -
        POST /api/meetings                                         - - - - - + - - - -
        POST /api/meetings/{meetingId}/agenda                      - - - - - + - - - -
        POST /api/meetings/{meetingId}/writer                      - - - - - + - - - -
        POST /api/meetings/{meetingId}/open                        - - - h h h - - - -
        POST /api/meetings/{meetingId}/attendance                  - - - - - h - - - -
        POST /api/meetings/{meetingId}/guests                      - - - - - h - - - -
        POST /api/meetings/{meetingId}/guests/erase                - - - - - + - - - -
        POST /api/meetings/{meetingId}/viewpoints                  - - - - - h - - - -
        POST /api/meetings/{meetingId}/resolutions                 - - - - - h - - - -
        POST /api/meetings/{meetingId}/answer-viewpoint            - - - h h + - - - -
        POST /api/meetings/{meetingId}/close                       - - - h h h - - - -
        POST /api/meetings/{meetingId}/approve                     - - - v v v - - - -
        POST /api/meetings/{meetingId}/correct                     - - - h h h - - - -
        POST /api/meetings/{meetingId}/cancel                      - - - - - + - - - -
        GET  /api/resolutions                                      - - - r r + + + - -
        GET  /api/resolutions/{resolutionId}                       - - - r r + + + - -
        POST /api/resolutions/{resolutionId}/direct                - - - - - + - - - -
        POST /api/resolutions/{resolutionId}/commit                - - - - - + - - - -
        POST /api/resolutions/{resolutionId}/report                - - - h h h - - - -
        POST /api/resolutions/{resolutionId}/verify                - - - v v v - - - -
        POST /api/resolutions/{resolutionId}/return                - - - v v v - - - -
        POST /api/resolutions/{resolutionId}/continue              - - - - - h - - - -
        POST /api/resolutions/{resolutionId}/drop                  - - - - - h - - - -

        GET  /api/issues                                           - - r r r + + + - -
        GET  /api/issues/{issueId}                                 - - r r r + + + - -
        GET  /api/issues/{issueId}/contacts                        - - r r r + + + - -
        POST /api/issues                                           - - + + + + - - - -
        POST /api/issues/{issueId}/owner                           - - - - - + - - - -
        POST /api/issues/{issueId}/plan                            - - - h h h - - - -
        POST /api/issues/{issueId}/step                            - - - d d h - - - -
        POST /api/issues/{issueId}/follow-up                       - - d d d + - - - -
        POST /api/issues/{issueId}/report                          - - - h h h - - - -
        POST /api/issues/{issueId}/verify                          - - v v v v - - - -
        POST /api/issues/{issueId}/return                          - - v v v v - - - -
        POST /api/issues/{issueId}/reopen                          - - v v v + - - - -
        POST /api/issues/{issueId}/drop                            - - - - - + - - - -

        GET  /api/guidance                                         - - - r r + + + - -
        GET  /api/guidance/{guidanceId}                            - - - r r + + + - -
        GET  /api/guidance/{guidanceId}/contacts                   - - - r r + + + - -
        POST /api/guidance/ask                                     - - - + + - - - - -
        POST /api/guidance                                         - - - - - + - - - -
        POST /api/guidance/{guidanceId}/draft                      - - - - - + - - - -
        POST /api/guidance/{guidanceId}/comment                    - - - d d - - - - -
        POST /api/guidance/{guidanceId}/answer                     - - - - - + - - - -
        POST /api/guidance/{guidanceId}/issue                      - - - - - v - - - -
        POST /api/guidance/{guidanceId}/acknowledge                - - - - d - - - - -
        POST /api/guidance/{guidanceId}/drop-draft                 - - - - - + - - - -
        POST /api/guidance/{guidanceId}/repeal                     - - - - - + - - - -

        POST /api/influence                                        - - + + + + + + + +
        POST /api/tips                                             + + + + + + + + + +
        GET  /api/tips/mine                                        o o o o o o o o o o
        POST /api/tips/messages                                    o o o o o o o o o o
        GET  /api/tips                                             - - - - - - - + + -
        GET  /api/tips/{tipId}                                     - - - - - - - + - -
        POST /api/tips/{tipId}/answer                              - - - - - - - + - -
        POST /api/tips/{tipId}/link                                - - - - - - - + - -
        POST /api/tips/{tipId}/close                               - - - - - - - + - -
        POST /api/tips/identity                                    - - - - - - - - + -
        GET  /api/influence                                        - - - - - - - + - -
        GET  /api/erasures                                         - - - - - - - - + +
        POST /api/requests/{requestId}/erasure                     - - - - - - - - + +
        POST /api/requests/{requestId}/erasure/approve             - - - - - - - - + +
        POST /api/requests/{requestId}/erasure/refuse              - - - - - - - - + +
        POST /api/requests/{requestId}/legal-hold                  - - - - - - - - + +
        POST /api/requests/{requestId}/legal-hold/lift             - - - - - - - - + +

        GET  /api/audit/events                                     - - - - - - + - - -
        GET  /api/audit/openings                                   - - - - - - + + - -
        GET  /api/audit/openings/{openingId}/explanation           - - - - - - + + - -
        GET  /api/audit/signals                                    - - - - - - + + - -
        GET  /api/audit/signals/{signalId}                         - - - - - - + + - -
        GET  /api/representatives                                  - - - - - - + + - -
        GET  /api/representatives/{representativeId}               - - - - - - + + - -
        GET  /api/audit/withholdings                               - - - - - - + + + +
        GET  /api/officers/mine/signals                            - - c c c c c c c c
        GET  /api/officers/mine/signals/{signalId}                 - - c c c c c c c c
        GET  /api/signals/feed                                     - - - - - - + + - -
        POST /api/signals/{signalId}/answer                        - - c c c c c c c c
        POST /api/signals/{signalId}/dispose                       - - - - - - - + - -
        POST /api/withholdings                                     - - - - - - - + - -
        POST /api/withholdings/{withholdingId}/approve             - - - - - - - + + +
        POST /api/withholdings/{withholdingId}/refuse              - - - - - - - + + +
        POST /api/withholdings/{withholdingId}/extend              - - - - - - - + - -
        GET  /api/audit/requests/{id}                              - - - - - - + - - -
        GET  /api/audit/requests/{id}/entries                      - - - - - - + - - -
        GET  /api/audit/requests/{id}/diff                         - - - - - - + - - -

        GET  /api/posts                                            - - m m m + + + m m
        GET  /api/posts/{postId}                                   - - m m m + + + m m
        GET  /api/posts/{postId}/contacts                          - - m m m + + + m m
        POST /api/posts                                            - - - - - + - - - -
        POST /api/posts/{postId}/incumbent                         - - - - - + - - - -
        POST /api/posts/{postId}/criteria                          - - - - - + - - - -
        POST /api/posts/{postId}/vacancy                           - - - - - + - - - -
        POST /api/posts/{postId}/vacancy/end                       - - - - - + - - - -
        POST /api/posts/{postId}/panel                             - - - - - + - - - -
        POST /api/posts/{postId}/recuse                            - - m m m m m m m m
        POST /api/posts/{postId}/candidates                        - - - - - + - - - -
        POST /api/posts/{postId}/candidates/withdraw               - - - - - + - - - -
        POST /api/posts/{postId}/candidates/erase                  - - - - - - - - + +
        POST /api/posts/{postId}/assess                            - - m m m m m m m m
        POST /api/posts/{postId}/appoint                           - - - - - + - - - -
        POST /api/posts/{postId}/renew                             - - - - - + - - - -
        POST /api/posts/{postId}/end                               - - - - - + - - - -
        POST /api/appointments/levels                              - - - - - + - - - -
        POST /api/appointments/target                              - - - - - + - - - -

        GET  /api/webhooks                                         - - - - - - - + - -
        POST /api/webhooks                                         - - - - - - - + - -
        POST /api/webhooks/{webhookId}/end                         - - - - - - - + - -
        GET  /api/webhooks/{webhookId}/deliveries                  - - - - - - - + - -
        POST /api/webhooks/{webhookId}/replay                      - - - - - - - + - -
        POST /api/indicators                                       - - - - - - - + - +
        POST /api/services                                         - - - - - - - - - +
        POST /api/services/{serviceId}/withdraw                    - - - - - - - - - +
        POST /api/rulebooks                                        - - - - - - - - - +
        POST /api/departments                                      - - - - - - - - - +
        POST /api/officers                                         - - - - - - - - - +
        POST /api/officers/release                                 - - - - - - - - - +
        GET  /api/officers/mine/interests                          - - + + + + + + + +
        POST /api/officers/mine/interests                          - - + + + + + + + +
        POST /api/officers/mine/interests/withdraw                 - - + + + + + + + +
        GET  /api/officers/interests                               - - - - d - - + - -
        POST /api/calendar                                         - - - - - - - - - +
        POST /api/calendar/holidays                                - - - - - - - - - +
        POST /api/calendar/holidays/withdraw                       - - - - - - - - - +
        POST /api/province                                         - - - - - - - - - +
        GET  /api/keys                                             - - - - - - - - - +
        POST /api/keys                                             - - - - - - - - - +
        GET  /api/keys/{keyId}/contact                             - - - - - - - - - +
        POST /api/keys/{keyId}/revoke                              - - - - - - - - - +

        GET  /health/live                                          + + + + + + + + + +
        GET  /health/ready                                         + + + + + + + + + +
        GET  /swagger/{documentName}/swagger.{extension}           + + + + + + + + + +
        GET  /sign-in                                              + + + + + + + + + +
        POST /sign-out                                             + + + + + + + + + +
        GET  /dev-issuer/authorize                                 + + + + + + + + + +
        POST /dev-issuer/authorize                                 + + + + + + + + + +

        GET  /                                                     + + + + + + + + + +
        GET  /{language}/{**rest}                                  + + + + + + + + + +
        GET  /_framework/opaque-redirect                           + + + + + + + + + +
        FILE *                                                     + + + + + + + + + +
        GET  /{**path}                                             + + + + + + + + + +
        PAGE /failed                                               + + + + + + + + + +
        PAGE /failed/{status}                                      + + + + + + + + + +
        PAGE /                                                     + + + + + + + + + +
        PAGE /accessibility                                        + + + + + + + + + +
        PAGE /appointments                                         + + + + + + + + + +
        PAGE /charter                                              + + + + + + + + + +
        PAGE /decisions                                            + + + + + + + + + +
        PAGE /decisions/{id}                                       + + + + + + + + + +
        PAGE /definitions                                          + + + + + + + + + +
        PAGE /definitions/{id}                                     + + + + + + + + + +
        PAGE /embed/definitions/{id}                               + + + + + + + + + +
        PAGE /desks                                                + + + + + + + + + +
        PAGE /directives                                           + + + + + + + + + +
        PAGE /programmes                                           + + + + + + + + + +
        PAGE /programmes/{number}                                  + + + + + + + + + +
        PAGE /programmes/{number}/measures/{measure}               + + + + + + + + + +
        PAGE /meetings                                             + + + + + + + + + +
        PAGE /issues                                               + + + + + + + + + +
        PAGE /guidance                                             + + + + + + + + + +
        PAGE /guidance/{number}                                    + + + + + + + + + +
        PAGE /draws                                                + + + + + + + + + +
        PAGE /draws/{number}                                       + + + + + + + + + +
        PAGE /erasures                                             + + + + + + + + + +
        PAGE /influence                                            + + + + + + + + + +
        PAGE /letters                                              + + + + + + + + + +
        PAGE /misconduct                                           + + + + + + + + + +
        PAGE /misconduct/return                                    + + + + + + + + + +
        PAGE /open-data                                            + + + + + + + + + +
        PAGE /open-data/files                                      + + + + + + + + + +
        PAGE /performance                                          + + + + + + + + + +
        PAGE /performance/departments/{code}                       + + + + + + + + + +
        PAGE /privacy                                              + + + + + + + + + +
        PAGE /representatives                                      + + + + + + + + + +
        PAGE /services                                             + + + + + + + + + +
        PAGE /services/{code}                                      + + + + + + + + + +
        PAGE /signals                                              + + + + + + + + + +
        PAGE /styleguide                                           + + + + + + + + + +
        PAGE /styleguide/form                                      + + + + + + + + + +
        PAGE /styleguide/receipt                                   + + + + + + + + + +
        PAGE /styleguide/work                                      + + + + + + + + + +
        PAGE /tips                                                 + + + + + + + + + +
        PAGE /verify                                               + + + + + + + + + +
        PAGE /withheld-openings                                    + + + + + + + + + +

        PAGE /file                                                 + + + + + + + + + +
        PAGE /file/{service}                                       + + + + + + + + + +
        PAGE /file/{service}/{step}                                + + + + + + + + + +
        PAGE /receipt                                              o o o o o o o o o o
        PAGE /track                                                + + + + + + + + + +
        PAGE /track/{number}                                       o o o o o o o o o o
        PAGE /track/{number}/answers                               o o o o o o o o o o
        PAGE /track/{number}/appeal                                o o o o o o o o o o
        PAGE /track/{number}/attach                                o o o o o o o o o o
        GET  /{language}/track/{number}/attachments/{digest}       o o o o o o o o o o
        PAGE /track/{number}/contest                               o o o o o o o o o o
        PAGE /track/{number}/correct                               o o o o o o o o o o
        PAGE /track/{number}/data                                  o o o o o o o o o o
        PAGE /track/{number}/hand-out                              o o o o o o o o o o
        PAGE /track/{number}/nonce                                 o o o o o o o o o o
        PAGE /track/{number}/openings                              o o o o o o o o o o
        GET  /{language}/track/{number}/data/copy                  o o o o o o o o o o
        PAGE /track/{number}/proofs                                o o o o o o o o o o
        PAGE /track/{number}/rate                                  o o o o o o o o o o
        PAGE /track/{number}/receipt                               o o o o o o o o o o
        PAGE /track/{number}/supply                                o o o o o o o o o o
        PAGE /track/{number}/withdraw                              o o o o o o o o o o
        PAGE /my/requests                                          - o - - - - - - - -
        PAGE /my/openings                                          - + - - - - - - - -
        PAGE /my/data                                              - o - - - - - - - -

        PAGE /desk                                                 - - + - - - - - - -
        PAGE /desk/{service}                                       - - + - - - - - - -
        PAGE /desk/{service}/{step}                                - - + - - - - - - -
        PAGE /desk/receipt                                         - - + - - - - - - -

        PAGE /officer/queue                                        - - - r - - - - - -
        PAGE /officer/files/{requestId}                            - - - r r - - - - -
        PAGE /officer/files/{requestId}/answer-referral            - - - r - - - - - -
        GET  /{language}/{desk}/files/{id}/attachments/{digest}    - - - r r - - - - -
        PAGE /officer/files/{requestId}/ask                        - - - r - - - - - -
        PAGE /officer/files/{requestId}/assign                     - - - r - - - - - -
        PAGE /officer/files/{requestId}/close                      - - - r - - - - - -
        PAGE /officer/files/{requestId}/decide-appeal              - - - r r - - - - -
        PAGE /officer/files/{requestId}/extend                     - - - r - - - - - -
        PAGE /officer/files/{requestId}/notice                     - - - r - - - - - -
        PAGE /officer/files/{requestId}/ready                      - - - r - - - - - -
        PAGE /officer/files/{requestId}/recuse                     - - - r - - - - - -
        PAGE /officer/files/{requestId}/refer                      - - - r - - - - - -
        PAGE /officer/files/{requestId}/remedy                     - - - r r - - - - -
        PAGE /officer/files/{requestId}/steps                      - - - r - - - - - -
        PAGE /officer/files/{requestId}/transfer                   - - - r - - - - - -

        PAGE /staff/influence                                      - - + + + + + + + +
        PAGE /staff/interests                                      - - + + + + + + + +
        PAGE /staff/posts                                          - - m m m + + + m m
        PAGE /staff/posts/{postId}                                 - - m m m + + + m m
        PAGE /staff/signals                                        - - c c c c c c c c
        PAGE /staff/signals/{signalId}                             - - c c c c c c c c

        PAGE /manager                                              - - - - d - - - - -
        PAGE /manager/breaches                                     - - - - d - - - - -
        PAGE /manager/files                                        - - - - d - - - - -
        PAGE /manager/workload                                     - - - - d - - - - -
        PAGE /manager/files/{requestId}                            - - - r r - - - - -
        PAGE /manager/files/{requestId}/assign                     - - - - r - - - - -
        PAGE /manager/files/{requestId}/decide-appeal              - - - r r - - - - -
        PAGE /manager/files/{requestId}/prioritise                 - - - - r - - - - -
        PAGE /manager/files/{requestId}/remedy                     - - - r r - - - - -

        PAGE /oversight                                            - - - - + + + + - -
        PAGE /oversight/programmes                                 - - - + + + + + - -
        PAGE /oversight/programmes/open                            - - - - - + - - - -
        PAGE /oversight/programmes/{programmeId}                   - - - + + + + + - -
        PAGE /oversight/programmes/{programmeId}/{name}            - - - - - + - - - -
        PAGE /oversight/directives                                 - - - r r + + + - -
        PAGE /oversight/directives/issue                           - - - - - + - - - -
        PAGE /oversight/directives/{directiveId}                   - - - r r + + + - -
        PAGE /oversight/directives/{directiveId}/{name}            - - - r r + - - - -
        GET  /{language}/oversight/directives/{id}/evidence/{digest} - - - r r + + + - -
        PAGE /oversight/letters                                    - - d d d + + + - -
        PAGE /oversight/letters/exchange                           - - - - d + + + - -
        PAGE /oversight/letters/register                           - - d d d d - - - -
        PAGE /oversight/letters/write                              - - d d d d - - - -
        PAGE /oversight/letters/{letterId}                         - - r r r r + + - -
        PAGE /oversight/letters/{letterId}/redraft                 - - d d d d - - - -
        PAGE /oversight/letters/{letterId}/{name}                  - - r r r r - - - -
        GET  /{language}/oversight/letters/copy/{direction}/{format} - - - - d + + + - -
        GET  /{language}/oversight/letters/{id}/files/{digest}     - - r r r r + + - -
        PAGE /oversight/meetings                                   - - - r r + + + - -
        PAGE /oversight/meetings/call                              - - - - - + - - - -
        PAGE /oversight/meetings/{meetingId}                       - - - r r + + + - -
        PAGE /oversight/meetings/{meetingId}/{name}                - - - r r + - - - -
        PAGE /oversight/resolutions/{resolutionId}                 - - - r r + + + - -
        PAGE /oversight/resolutions/{resolutionId}/{name}          - - - r r + - - - -
        PAGE /oversight/issues                                     - - r r r + + + - -
        PAGE /oversight/issues/raise                               - - + + + + - - - -
        PAGE /oversight/issues/{issueId}                           - - r r r + + + - -
        PAGE /oversight/issues/{issueId}/{name}                    - - r r r + - - - -
        PAGE /oversight/guidance                                   - - - r r + + + - -
        PAGE /oversight/guidance/write                             - - - - - + - - - -
        PAGE /oversight/guidance/ask                               - - - + + - - - - -
        PAGE /oversight/guidance/{guidanceId}                      - - - r r + + + - -
        PAGE /oversight/guidance/{guidanceId}/{name}               - - - r r + - - - -

        PAGE /auditor/events                                       - - - - - - + - - -
        PAGE /auditor/openings                                     - - - - - - + + - -
        PAGE /auditor/files/{requestId}                            - - - - - - - + - -
        PAGE /auditor/openings/{openingId}                         - - - - - - + + - -
        PAGE /auditor/withhold                                     - - - - - - - + - -
        PAGE /auditor/withholdings                                 - - - - - - + + + +
        PAGE /auditor/withholdings/{withholdingId}                 - - - - - - + + + +
        PAGE /auditor/signals                                      - - - - - - + + - -
        PAGE /auditor/signals/{signalId}                           - - - - - - + + - -
        PAGE /auditor/representatives                              - - - - - - + + - -
        PAGE /auditor/representatives/{representativeId}           - - - - - - + + - -
        PAGE /auditor/trace                                        - - - - - - + - - -
        PAGE /integrity/tips                                       - - - - - - - + + -
        PAGE /integrity/tips/{tipId}                               - - - - - - - + - -
        PAGE /custodian/tips/{tipId}                               - - - - - - - - + -
        PAGE /integrity/influence                                  - - - - - - - + - -
        PAGE /integrity/webhooks                                   - - - - - - - + - -
        PAGE /integrity/webhooks/{webhookId}                       - - - - - - - + - -
        PAGE /custodian/erasures                                   - - - - - - - - + +
        PAGE /custodian/erasures/{requestId}                       - - - - - - - - + +
        PAGE /admin/keys                                           - - - - - - - - - +
        PAGE /admin/keys/{keyId}                                   - - - - - - - - - +
        """;

    private static readonly string[] Columns = ["", .. Roles.All];

    public static IReadOnlyList<AccessLine> Lines { get; } =
    [
        .. Table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .SkipWhile(words => words is not ["N", ..]).Skip(1).Where(words => words.Length > 0).Select(Read),
    ];

    private static readonly FrozenDictionary<string, AccessLine> ByName =
        Lines.ToFrozenDictionary(line => line.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The line of an endpoint; none where it is closed to everybody.</summary>
    /// <param name="method">As HTTP has it, or PAGE, or FILE.</param>
    /// <param name="route">Its pattern without constraints; of a page without the language.</param>
    public static AccessLine? Of(string method, string route) => ByName.GetValueOrDefault($"{method} {route}");

    private static AccessLine Read(string[] words) => words.Length != 2 + Columns.Length
        ? throw new FormatException($"{string.Join(' ', words)}: a cell for each role.")
        : new(words[0], words[1],
        Columns.Zip(words[2..], (role, cell) => (Role: role, Reach: Letter(cell)))
            .Where(cell => cell.Reach is not Reach.None)
            .ToFrozenDictionary(cell => cell.Role, cell => cell.Reach));

    private static Reach Letter(string cell) => cell switch
    {
        "-" => Reach.None,
        "+" => Reach.All,
        "o" => Reach.Own,
        "d" => Reach.Departments,
        "r" => Reach.Readable,
        "a" => Reach.Asked,
        "h" => Reach.Held,
        "p" => Reach.ToDecide,
        "t" => Reach.Taken,
        "c" => Reach.Concerned,
        "m" => Reach.Judged,
        "v" => Reach.ToVerify,
        "w" => Reach.Keyed,
        _ => throw new FormatException($"{cell} is no letter of the table."),
    };
}

/// <summary>On which objects somebody may do it, and the rule that keeps it for every way in.</summary>
public enum Reach
{
    /// <summary>- On none: the role is refused.</summary>
    None,

    /// <summary>+ On any: there is no object, or none is closed to this role.</summary>
    All,

    /// <summary>o On the request whose secret is shown, or whose applicant is signed in.</summary>
    /// <remarks>
    /// <see cref="Casework.Request.OnlyForItsApplicant"/>, <see cref="Casework.MyRequestsEndpoint.FindAsync"/>.
    /// </remarks>
    Own,

    /// <summary>
    /// d On files that lie with one's own department, on what a directive asks of it, on letters that it writes or has,
    /// on issues that concern it, and on guidance that binds it or would.
    /// </summary>
    /// <remarks>The first line of each act's own Handle; <see cref="Oversight.LetterListEndpoint"/>.</remarks>
    Departments,

    /// <summary>
    /// r On files of one's own department, and on those it was asked about; on directives to one's own department, or
    /// that one carries out or verifies; on letters of one's own department; on issues that concern it, or that one
    /// answers for or raised; on meetings to which one was called or came, and resolutions that one carries out or
    /// verifies; on guidance for which one's own department asked, or that binds it or would.
    /// </summary>
    /// <remarks>
    /// <see cref="Casework.Request.IsReadableBy"/>, <see cref="Oversight.Directive.IsReadableBy"/>,
    /// <see cref="Oversight.OfficialLetter.IsReadableBy"/>, <see cref="Oversight.Issue.IsReadableBy"/>,
    /// <see cref="Oversight.Meeting.IsReadableBy"/>, <see cref="Oversight.Resolution.IsReadableBy"/>,
    /// <see cref="Oversight.GuidanceNote.IsReadableBy"/>.
    /// </remarks>
    Readable,

    /// <summary>a On files about which one's own department was asked, and has not answered.</summary>
    /// <remarks><see cref="Casework.AnswerReferralHandler"/>.</remarks>
    Asked,

    /// <summary>
    /// h On files that one holds, directives that one carries out, letters, issues and resolutions that one answers
    /// for, and meetings in which one presides, or whose minutes one writes.
    /// </summary>
    /// <remarks>
    /// <see cref="Casework.Request.OnlyForItsOfficer"/>, <see cref="Oversight.Directive.OnlyForItsExecutor"/>,
    /// <see cref="Oversight.OfficialLetter.OnlyForItsExecutor"/>, <see cref="Oversight.Issue.OnlyForItsOwner"/>,
    /// <see cref="Oversight.Meeting.OnlyForItsWriter"/>, <see cref="Oversight.CloseMinutesHandler"/>,
    /// <see cref="Oversight.ReportResolutionHandler"/>.
    /// </remarks>
    Held,

    /// <summary>p On files that one holds, or that a colleague of the department has prepared.</summary>
    /// <remarks><see cref="Casework.DecideRequestHandler"/>.</remarks>
    ToDecide,

    /// <summary>t On files that one holds, or whose decision one has taken.</summary>
    /// <remarks><see cref="Casework.NotifyDecisionHandler"/>, <see cref="Casework.CloseRequestHandler"/>.</remarks>
    Taken,

    /// <summary>c On signals that concern oneself.</summary>
    /// <remarks><see cref="Integrity.MySignalsEndpoint"/>.</remarks>
    Concerned,

    /// <summary>m On posts on whose panel one sits.</summary>
    /// <remarks>
    /// <see cref="Appointments.Vacancy.SeatOf"/>, <see cref="Appointments.PostFileEndpoint.IsReadableBy"/>.
    /// </remarks>
    Judged,

    /// <summary>v On what one is to verify, and had no hand in.</summary>
    /// <remarks>
    /// <see cref="Oversight.Directive.OnlyForItsVerifier"/>, <see cref="Oversight.OfficialLetter.OnlyForItsVerifier"/>,
    /// <see cref="Oversight.Issue.OnlyForItsVerifier"/>,
    /// <see cref="Oversight.Resolution.OnlyForItsVerifier"/>, <see cref="Oversight.ApproveMinutesHandler"/>,
    /// <see cref="Oversight.Verification"/>.
    /// </remarks>
    ToVerify,

    /// <summary>w With a key of open data, signed in or not, on the webhooks that were subscribed with it.</summary>
    /// <remarks>The host asks for the key; <see cref="Webhooks.Webhook.OnlyFor"/>.</remarks>
    Keyed,
}

/// <summary>One line: an endpoint or page, and who may use it.</summary>
/// <param name="By">By role, and by the empty name for whoever is not signed in; who is not there may not.</param>
public sealed record AccessLine(string Method, string Route, IReadOnlyDictionary<string, Reach> By)
{
    public string Name => $"{Method} {Route}";

    public bool IsForEverybody => By.ContainsKey("");

    /// <summary>Open data: anybody reads it, as often as a quota has it.</summary>
    public bool IsOpenRead => Method == "GET" && Of("") is Reach.All
        && Open.Any(root => Route.StartsWith(root, StringComparison.Ordinal));

    /// <summary>Open data, and what is filed with a key of it.</summary>
    public bool IsCounted => IsOpenRead || NeedsKey || Name == FiledWithKey;

    /// <summary>Only with a key of open data.</summary>
    public bool NeedsKey => Of("") is Reach.Keyed;

    private const string FiledWithKey = "POST /open311/v2/requests.{format}";

    private static readonly string[] Open = ["/api/", "/ledger/", "/open311/", "/open-data/"];

    /// <summary>The roles it is for; none where it is for everybody.</summary>
    public IReadOnlyList<string> For => IsForEverybody ? [] : [.. Roles.All.Where(By.ContainsKey)];

    public Reach Of(string role) => By.GetValueOrDefault(role);
}

/// <summary>What somebody may be here; a token that names none of these opens nothing.</summary>
public static class Roles
{
    public const string Citizen = "citizen";
    public const string Clerk = "clerk";
    public const string Officer = "officer";
    public const string Manager = "manager";

    /// <summary>The governorate's staff: asks something of the departments, and sees whether it came about.</summary>
    public const string Governor = "governor";
    public const string Auditor = "auditor";
    public const string Integrity = "integrity";
    public const string Custodian = "custodian";
    public const string Admin = "admin";

    /// <summary>From the least to the most trusted; an actor with several is named by the last.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Citizen, Clerk, Officer, Manager, Governor, Auditor, Integrity, Custodian, Admin];
}
