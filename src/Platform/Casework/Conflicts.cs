using System.Text.Json;
using EGov.Organisation;
using EGov.Privacy;
using Marten;

namespace EGov.Casework;

/// <summary>Whether an officer is tied to whom a file is about. Marks are compared; nobody reads them.</summary>
public sealed class Conflicts(IDocumentStore store, Vault vault)
{
    /// <summary>The ground on which the platform recuses.</summary>
    public const string Ground = "interest";

    /// <summary>The fact in which a service asks for the number of a company.</summary>
    public const string CompanyFact = "companyNumber";

    /// <summary>Of these officers, those who may not have this file, each with the interest that forbids it.</summary>
    public async Task<IReadOnlyDictionary<string, Guid>> OfAsync(
        Request request, IEnumerable<Officer> officers, CancellationToken cancellation)
    {
        var found = new Dictionary<string, Guid>();
        HashSet<string>? marks = null;
        foreach (var officer in officers)
            foreach (var interest in officer.Interests)
            {
                marks ??= await MarksOfAsync(request, cancellation);
                if (marks.Count == 0) return found;
                if (await vault.WordsAsync(interest.Mark, cancellation) is { } mark && marks.Contains(mark))
                    found.TryAdd(officer.Code, interest.Id);
            }

        return found;
    }

    /// <summary>Stands before an act: who is tied to the file is recused from it, and his act refused.</summary>
    /// <param name="act">The act's own rules. What they forbid anyway tells nobody of a tie.</param>
    internal async Task DemandAsync(
        Request request, string code, Handbook handbook, DateTimeOffset now, Func<object> act,
        CancellationToken cancellation)
    {
        if (handbook.Officers.GetValueOrDefault(code) is not { Interests.Count: > 0 } officer || !Allows(act)) return;
        if (!(await OfAsync(request, [officer], cancellation)).TryGetValue(code, out var interest)) return;
        await RecuseAsync(request.Id, officer, interest, handbook, now, cancellation);
        throw new Refused("request.recused-by-interest", code);
    }

    /// <summary>Recuses those of these officers who are tied to the file, before lots are drawn among them.</summary>
    /// <remarks>The file has moved on then: the draw at hand is refused by its version, and begun anew.</remarks>
    internal async Task RecuseTiedAsync(
        Request request, IEnumerable<Officer> officers, Handbook handbook, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var open = officers.Where(officer => !request.Recused.Contains(officer.Code));
        foreach (var (code, interest) in await OfAsync(request, open, cancellation))
            await RecuseAsync(request.Id, handbook.Officers[code], interest, handbook, now, cancellation);
    }

    /// <summary>Recuses an officer in the platform's own name: one fact, whatever becomes of the act.</summary>
    /// <returns>Whether he was not recused already.</returns>
    internal async Task<bool> RecuseAsync(
        Guid request, Officer officer, Guid interest, Handbook handbook, DateTimeOffset now,
        CancellationToken cancellation)
    {
        try
        {
            return await TryAsync(request, officer, interest, handbook, now, cancellation);
        }
        catch (Exception e) when (e is JasperFx.ConcurrencyException)
        {
            // Somebody acted on the file meanwhile; nobody but the platform recuses by this.
            return await TryAsync(request, officer, interest, handbook, now, cancellation);
        }
    }

    private async Task<bool> TryAsync(
        Guid request, Officer officer, Guid interest, Handbook handbook, DateTimeOffset now,
        CancellationToken cancellation)
    {
        await using var session = store.LightweightSession();
        var cause = (await session.Events.FetchStreamAsync(officer.Id, token: cancellation))
            .LastOrDefault(e => e.Data is InterestDeclared declared && declared.Interest == interest);
        using var begun = Act.Begin(new()
        {
            Actor = Actor.Platform,
            Now = now,
            Handbook = handbook,
            Key = $"recusal:{request}:{officer.Code}",
            CausationId = cause?.Id.ToString(),
        });
        var file = await session.Events.FetchForWriting<Request>(request, cancellation);
        if (file.Aggregate is not { } known || known.Recused.Contains(officer.Code)) return false;
        file.AppendOne(new OfficerRecused(now, officer.Code, Ground));
        await session.SaveChangesAsync(cancellation);
        return true;
    }

    private async Task<HashSet<string>> MarksOfAsync(Request request, CancellationToken cancellation)
    {
        var marks = new HashSet<string>();
        foreach (var number in new[] { request.ApplicantNumber, request.RepresentativeNumber })
            if (await vault.WordsAsync(number, cancellation) is { } known)
                marks.Add(CivilNumber.MarkOfPerson(vault.Master, known));
        if (await CompanyAsync(request, cancellation) is { } company)
            marks.Add(CivilNumber.MarkOfCompany(vault.Master, company));
        return marks;
    }

    private async Task<string?> CompanyAsync(Request request, CancellationToken cancellation)
    {
        var fact = request.SealedFacts.TryGetValue(CompanyFact, out var closed)
            ? await vault.OpenAsync(closed, cancellation)
            : request.Facts.GetValueOrDefault(CompanyFact);
        return fact.ValueKind is JsonValueKind.String or JsonValueKind.Number ? CivilNumber.Plain($"{fact}") : null;
    }

    private static bool Allows(Func<object> act)
    {
        try
        {
            return act() is not null;
        }
        catch (Refused)
        {
            return false;
        }
    }
}
