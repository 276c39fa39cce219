namespace EGov; internal static class Placeholder;
