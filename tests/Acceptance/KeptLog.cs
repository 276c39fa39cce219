using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EGov.Acceptance;

/// <summary>All that a host says, as every sink of its log would get it: words, values, scopes and failures.</summary>
public sealed class KeptLog : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> _lines = [];
    private IExternalScopeProvider? _scopes;

    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(KeptLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            List<string> line = [$"{logLevel} {category}: {formatter(state, exception)}", .. Words(state)];
            log._scopes?.ForEachScope((scope, words) => words.AddRange(Words(scope)), line);
            if (exception is not null) line.Add($"{exception}");
            log._lines.Enqueue(string.Join(" | ", line));
        }

        private static IEnumerable<string> Words(object? values) =>
            values is IEnumerable<KeyValuePair<string, object?>> pairs
                ? pairs.Select(pair => $"{pair.Key} = {pair.Value}")
                : [$"{values}"];
    }
}
