using Slipway.Checks.Project.Stack;

namespace Slipway.Checks.Project.Files.Python;

/// <summary>Runs the assignments of a settings module and of those that it imports, as far as they can be known.</summary>
internal sealed class PyModules(ProjectFiles files, StackEnv env)
{
    private const int MaxModules = 20;

    private readonly HashSet<string> _open = [];

    /// <summary>Settings by name.</summary>
    public Dictionary<string, PySetting> Settings { get; } = new(StringComparer.Ordinal);

    /// <summary>False when a module was imported that is not in the project, and may set anything.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>The file of a module's dotted name; null when the project has none.</summary>
    public TextFile? File(string module)
    {
        var path = module.Replace('.', '/');
        foreach (var folder in (string[])["", "src/", "app/", "backend/"])
            if ((files.File($"{folder}{path}.py") ?? files.File($"{folder}{path}/__init__.py")) is { } file)
                return file;
        return null;
    }

    public void Run(TextFile file)
    {
        if (_open.Count >= MaxModules || !_open.Add(file.Path))
            return;
        var lines = PyTokens.Lines(file.Text);
        Block(file, lines, 0, lines.Count, certain: true);
    }

    private void Block(TextFile file, IReadOnlyList<PyLine> lines, int from, int to, bool certain)
    {
        bool? taken = false; // by the if that is being read
        for (var i = from; i < to;)
        {
            var line = lines[i];
            var end = i + 1;
            while (end < to && lines[end].Indent > line.Indent)
                end++;
            var hasBlock = end > i + 1;
            switch (line.First)
            {
                case "if" or "elif":
                    var isSo = Condition(line);
                    taken = line.First == "if" ? false : taken;
                    if (hasBlock && taken != true && isSo != false)
                        Block(file, lines, i + 1, end, certain && isSo == true && taken == false);
                    taken = taken == true || isSo == true ? true : taken == null || isSo == null ? null : false;
                    break;
                case "else" when hasBlock:
                    if (taken != true)
                        Block(file, lines, i + 1, end, certain && taken == false);
                    break;
                case "try" or "finally" or "with" when hasBlock:
                    Block(file, lines, i + 1, end, certain && line.First != "with");
                    taken = false;
                    break;
                case "except" or "def" or "class" or "for" or "while" or "async" when hasBlock:
                    taken = line.First is "except" ? true : false;
                    break;
                default:
                    Statement(file, line, certain);
                    break;
            }

            i = end;
        }
    }

    private bool? Condition(PyLine line) => new PyExpression([.. line.Tokens.TakeWhile((t, at) => !(t.Text == ":" && at == line.Tokens.Count - 1))], 1, Find, env).Value().IsTrue;

    private void Statement(TextFile file, PyLine line, bool certain)
    {
        var tokens = line.Tokens;
        if (line.First == "from")
            Import(file, tokens, certain);
        else if (tokens.Count > 2 && tokens[0].Kind == PyTokenKind.Word && tokens[1] is { Kind: PyTokenKind.Mark })
        {
            var equals = tokens[1].Text == ":" ? tokens.ToList().FindIndex(t => t is { Kind: PyTokenKind.Mark, Text: "=" }) : 1;
            if (equals > 0 && tokens[equals].Text is "=" or "+=")
                Assign(file, tokens, equals, certain);
            else if (tokens[1].Text is "." && tokens.Count > 4 && Settings.TryGetValue(tokens[0].Text, out var list) && list.Value is PyList items)
                Settings[tokens[0].Text] = list with { Value = Changed(items, tokens) };
            else if (tokens[1].Text is "[" && Settings.TryGetValue(tokens[0].Text, out var indexed))
                Settings[tokens[0].Text] = indexed with { Value = PyValue.Unknown };
        }
    }

    private void Assign(TextFile file, IReadOnlyList<PyToken> tokens, int equals, bool certain)
    {
        var readsEnv = false;
        var expression = new PyExpression(tokens, equals + 1, Look, env);
        var value = expression.Value();
        var name = tokens[0].Text;
        if (tokens[equals].Text == "+=")
        {
            value = (Find(name), value) switch
            {
                (PyList a, PyList b) => new PyList([.. a.Items, .. b.Items], a.IsWhole && b.IsWhole),
                (PyList a, _) => a with { IsWhole = false },
                _ => PyValue.Unknown,
            };
        }

        // What may or may not run leaves only what both ways say.
        if (!certain && Find(name) != value)
            value = PyValue.Unknown;
        Settings[name] = new(value, file.Where(tokens[0].Index), file.Path, expression.FromEnv, expression.ReadsEnv || readsEnv);

        PyValue Look(string other)
        {
            readsEnv |= Settings.TryGetValue(other, out var setting) && setting.ReadsEnv;
            return Find(other);
        }
    }

    // NAME.append("x"), NAME.insert(0, "x"), NAME.remove("x")
    private static PyValue Changed(PyList list, IReadOnlyList<PyToken> tokens)
    {
        var item = tokens.LastOrDefault(t => t.Kind == PyTokenKind.Text);
        if (item.Text is null)
            return list with { IsWhole = false };
        return tokens[2].Text switch
        {
            "append" or "insert" => list with { Items = [.. list.Items, new PyText(item.Text)] },
            "remove" => list with { Items = [.. list.Items.Where(i => i is not PyText text || text.Text != item.Text)] },
            _ => list with { IsWhole = false },
        };
    }

    private void Import(TextFile file, IReadOnlyList<PyToken> tokens, bool certain)
    {
        var import = tokens.ToList().FindIndex(t => t.Text == "import");
        if (import < 2)
            return;
        var module = string.Concat(tokens.Skip(1).Take(import - 1).Select(t => t.Text));
        var star = tokens.Count > import + 1 && tokens[import + 1].Text == "*";
        var found = module.StartsWith('.') ? Relative(file, module) : File(module);
        if (!star)
            return;
        if (found is null)
            IsWhole &= module.Contains("local", StringComparison.Ordinal); // a developer's own, not in the repository
        else if (certain)
            Run(found);
        else
            IsWhole = false;
    }

    private TextFile? Relative(TextFile file, string module)
    {
        var dots = module.TakeWhile(c => c == '.').Count();
        var folder = file.Folder;
        for (var i = 1; i < dots; i++)
            folder = Path.GetDirectoryName(folder) ?? "";
        var path = (folder.Length == 0 ? "" : folder + "/") + module[dots..].Replace('.', '/');
        return files.File(path + ".py") ?? files.File($"{path.TrimEnd('/')}/__init__.py");
    }

    private PyValue Find(string name) => Settings.TryGetValue(name, out var setting) ? setting.Value : PyValue.Unknown;
}
