namespace EGov.Ledger; internal static class Placeholder;
