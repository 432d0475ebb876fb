using Slipway.EnvFiles;
using Slipway.EnvFiles.Names;
using Slipway.Problems;
using Slipway.Secrets;

namespace Slipway.Preparation;

/// <summary>
/// Makes an environment's env file from the example, or completes the one that is there: secrets of the app's own are generated, what
/// the project file knows is filled in. A value that a person wrote stays; an empty one and a placeholder count as not written.
/// </summary>
public sealed class EnvPreparation
{
    private readonly PreparationFacts _facts;
    private readonly List<string> _generated = [];
    private readonly List<string> _filled = [];
    private readonly List<string> _added = [];
    private readonly bool _created;
    private EnvText _text;

    private EnvPreparation(PreparationFacts facts, EnvText text, bool created) => (_facts, _text, _created) = (facts, text, created);

    /// <param name="example">The example's text; null = there is none.</param>
    /// <param name="existing">The present file's text; null = it is to be made.</param>
    /// <exception cref="ProblemException">There is neither, or the file has lines that its program cannot read.</exception>
    public static PreparedEnv Run(PreparationFacts facts, (string Text, string Path)? example, (Secret Text, string Path)? existing)
    {
        var folder = facts.Environment.Folder;
        var (start, path) = existing is { } file ? (file.Text.Reveal(), file.Path)
            : example is { } shown ? (ExampleQuoting.Readable(shown.Text, facts.Dialect), shown.Path) : throw new ProblemException(PreparationProblems.NoExample(facts.Environment.Name, folder));
        var preparation = new EnvPreparation(facts, Readable(start, path, facts.Dialect), existing is null);
        if (existing is not null && example is { } more)
            preparation.Add(ExampleQuoting.Readable(more.Text, facts.Dialect));
        preparation.FillAll();
        var text = preparation._text.ToString();
        return new()
        {
            Text = new(text),
            Changed = existing is null || text != start,
            Generated = preparation._generated,
            Filled = preparation._filled,
            Added = preparation._added,
            Open = preparation.Open(),
        };
    }

    /// <summary>A new value for one secret, and for it inside other values (a database URL).</summary>
    /// <exception cref="ProblemException">The key is not there, or not the app's own to choose.</exception>
    public static Rotation Rotate(PreparationFacts facts, string key, (Secret Text, string Path) existing)
    {
        var text = Readable(existing.Text.Reveal(), existing.Path, facts.Dialect);
        var old = text.Reading.Find(key)?.Reveal() ?? throw new ProblemException(PreparationProblems.NotThere(key, existing.Path));
        var secret = OwnSecret.Of(key, facts.Stack) ?? throw new ProblemException(PreparationProblems.NotOwn(key, VendorKey.Of(key)));
        var value = New(secret);
        var holders = old.Length < 12 ? [] : text.Reading.Final.Values.Where(e => e.Key != key && text.ToString()[e.Raw].Contains(old, StringComparison.Ordinal)).OrderBy(e => e.Line).ToList();
        text = text.Set(key, new(value));
        foreach (var holder in holders)
            text = text.Set(holder.Key, new(holder.Value.Reveal().Replace(old, value)));
        return new(new() { Text = new(text.ToString()), Changed = true, Generated = [key], Filled = [.. holders.Select(h => h.Key)] }, secret);
    }

    private static EnvText Readable(string text, string path, EnvDialect dialect)
    {
        var problems = EnvReader.Read(text, dialect, path).Problems;
        return problems.Count == 0 ? EnvText.Parse(text, dialect) : throw new ProblemException([.. problems]);
    }

    /// <summary>Keys that the example has and the file has not, each after the one it follows there.</summary>
    private void Add(string example)
    {
        string? before = null;
        foreach (var entry in EnvReader.Read(example, _facts.Dialect).Final.Values.OrderBy(e => e.Line))
        {
            if (!_text.Reading.Final.ContainsKey(entry.Key) && EnvFile.IsKey(entry.Key))
            {
                _text = _text.Add(entry.Key, example[entry.Raw], before) ?? _text.Set(entry.Key, entry.Value, after: before);
                _added.Add(entry.Key);
            }

            before = entry.Key;
        }
    }

    private void FillAll()
    {
        var keys = _text.Reading.Final.Values.OrderBy(e => e.Line).Select(e => e.Key).ToList();
        foreach (var key in keys.Where(k => !ConnectionUrl.Is(k)))
            Fill(key);
        foreach (var key in keys.Where(ConnectionUrl.Is).Where(k => IsOurs(k, Value(k))))
        {
            if (ConnectionUrl.Of(key, Value(key), _text.Reading, _facts, () => New(OwnSecret.Of("DB_PASSWORD", _facts.Stack)!)) is { } url && url != Value(key))
                Put(key, url, _generated);
        }
    }

    private void Fill(string key)
    {
        var value = Value(key);
        if (Raw(key).Contains('$') || !IsOurs(key, value))
            return;
        if (KnownValue.Of(key, value, _facts) is { } known)
        {
            if (known != value)
                Put(key, known, _filled);
        }
        else if (OwnSecret.Of(key, _facts.Stack) is { } secret && IsUsed(key, value))
        {
            Put(key, New(secret), _generated);
        }
    }

    /// <summary>A person did not write it: it comes from the example, or says nothing.</summary>
    private bool IsOurs(string key, string value) => _created || _added.Contains(key) || value.Length == 0 || PlaceholderValue.Is(key, value);

    /// <summary>A database that is a file has no password, and a Redis that nobody uses needs none.</summary>
    private bool IsUsed(string key, string value) =>
        !(key == "DB_PASSWORD" && (_facts.Environment.Services.Database ?? _text.Reading.Find("DB_CONNECTION")?.Reveal()) == "sqlite")
        && !(value == "null" && _facts.Environment.Services.Cache is null);

    private void Put(string key, string value, List<string> list)
    {
        _text = _text.Set(key, new(value));
        list.Add(key);
    }

    private static string New(OwnSecret secret)
    {
        var value = secret.Make();
        while (PlaceholderValue.Is(value)) // letters by chance
            value = secret.Make();
        return value;
    }

    private List<OpenValue> Open()
    {
        var open = new List<OpenValue>();
        foreach (var entry in _text.Reading.Final.Values.OrderBy(e => e.Line).Where(e => !Raw(e.Key).Contains('$')))
        {
            var value = entry.Value.Reveal();
            if (KnownValue.Of(entry.Key, value, _facts) == value)
                continue;
            if (VendorKey.Of(entry.Key) is { } foreign)
            {
                if (VendorKey.IsOpen(entry.Key, value))
                    open.Add(new(entry.Key, entry.Line, foreign.What, foreign.From));
            }
            else if (PlaceholderValue.Is(entry.Key, value))
            {
                open.Add(new(entry.Key, entry.Line, "a value of your own", "what stands above it in the file, or who wrote the app"));
            }
        }

        return open;
    }

    private string Value(string key) => _text.Reading.Find(key)!.Reveal();

    private string Raw(string key) => _text.ToString()[_text.Reading.Final[key].Raw];
}
