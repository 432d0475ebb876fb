using System.Collections.Concurrent;

namespace Slipway.Checks;

/// <summary>Facts of a project by their type, each read once. Readers that would wait for each other are told so.</summary>
internal sealed class ProjectFacts
{
    private readonly ConcurrentDictionary<Type, Lazy<Task>> _facts = new();
    private readonly AsyncLocal<Type?> _reader = new();
    private readonly Dictionary<Type, HashSet<Type>> _asked = [];

    /// <exception cref="InvalidOperationException">The facts wait for those of the reader that asks: a bug.</exception>
    public Task<TFacts> GetAsync<TFacts>(CheckedProject project, Func<CheckedProject, CancellationToken, Task<TFacts>> read, CancellationToken cancel)
        where TFacts : class
    {
        var facts = (Task<TFacts>)_facts.GetOrAdd(typeof(TFacts), _ => new(() => Task.Run(() => ReadAsync(project, read, cancel), cancel))).Value;
        if (!facts.IsCompleted && _reader.Value is { } reader)
            Asks(reader, typeof(TFacts));
        return facts;
    }

    private Task<TFacts> ReadAsync<TFacts>(CheckedProject project, Func<CheckedProject, CancellationToken, Task<TFacts>> read, CancellationToken cancel)
    {
        _reader.Value = typeof(TFacts);
        return read(project, cancel);
    }

    private void Asks(Type reader, Type facts)
    {
        lock (_asked)
        {
            if (!_asked.TryGetValue(reader, out var asked))
                _asked.Add(reader, asked = []);
            asked.Add(facts);
            if (Way(facts, reader, []) is { } way)
                throw new InvalidOperationException($"Facts wait for each other: {string.Join(" → ", way.Prepend(reader).Select(t => t.Name))}.");
        }
    }

    /// <summary>From facts over those that they asked for to the wanted ones; null = they never asked.</summary>
    private IEnumerable<Type>? Way(Type from, Type to, HashSet<Type> seen)
    {
        if (from == to)
            return [to];
        return seen.Add(from)
            ? _asked.GetValueOrDefault(from)?.Select(next => Way(next, to, seen)).FirstOrDefault(w => w is not null)?.Prepend(from)
            : null;
    }
}
