namespace EGov.Privacy;

/// <summary>Numbers by which the state knows persons and companies, and marks that compare them unread.</summary>
public static class CivilNumber
{
    private static readonly int[] CompanyWeights = [29, 27, 23, 19, 17, 29, 27, 23, 19, 17];

    /// <summary>In the one spelling in which it is checked, stored and marked.</summary>
    public static string Plain(string? typed) =>
        Fold.Text(typed).Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);

    /// <summary>Ten digits, not all the same; weights 10 to 2, modulo 11 (Iran's civil registration).</summary>
    public static bool IsOfPerson(string number)
    {
        if (number.Length != 10 || !number.All(char.IsAsciiDigit) || number.Distinct().Count() == 1) return false;
        var rest = Enumerable.Range(0, 9).Sum(i => (number[i] - '0') * (10 - i)) % 11;
        return number[9] - '0' == (rest < 2 ? rest : 11 - rest);
    }

    /// <summary>Eleven digits; each plus the tenth plus two, weighed, modulo 11 (Iran's companies register).</summary>
    public static bool IsOfCompany(string number)
    {
        if (number.Length != 11 || !number.All(char.IsAsciiDigit) || number.Distinct().Count() == 1) return false;
        var added = number[9] - '0' + 2;
        var rest = CompanyWeights.Select((weight, i) => weight * (number[i] - '0' + added)).Sum() % 11;
        return number[10] - '0' == rest % 10;
    }

    /// <summary>The same person has the same mark wherever it stands.</summary>
    public static string MarkOfPerson(MasterKey master, string number) => master.Mark("person", number);

    public static string MarkOfCompany(MasterKey master, string number) => master.Mark("company", number);
}
