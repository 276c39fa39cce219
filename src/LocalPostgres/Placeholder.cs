namespace EGov.LocalPostgres; internal static class Placeholder;
