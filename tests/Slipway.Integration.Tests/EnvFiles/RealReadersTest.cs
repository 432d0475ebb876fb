using System.Text.RegularExpressions;
using Slipway.EnvFiles;
using Xunit;

namespace Slipway.Integration.Tests.EnvFiles;

/// <summary>Each dialect of ours against the program itself.</summary>
public sealed partial class RealReadersTest(GeneratedEnvFiles files) : IClassFixture<GeneratedEnvFiles>
{
    /// <summary>dotenv is in no package of Debian: unpack one of npm's and name its lib/main.js in SLIPWAY_DOTENV_JS.</summary>
    private static string? DotenvModule => Environment.GetEnvironmentVariable("SLIPWAY_DOTENV_JS");

    public static TheoryData<EnvDialect> Programs =>
        new([EnvDialect.Phpdotenv, EnvDialect.PythonDotenv, EnvDialect.Systemd, .. DotenvModule is null ? Array.Empty<EnvDialect>() : [EnvDialect.NodeDotenv]]);

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task The_program_reads_what_we_say(EnvDialect dialect)
    {
        Needs.That(File.Exists("/usr/share/php/Dotenv/autoload.php"), "php-vlucas-phpdotenv is not installed");
        Needs.That(File.Exists("/usr/lib/python3/dist-packages/dotenv/main.py"), "python3-dotenv is not installed");
        Needs.That(Directory.EnumerateFiles("/usr/lib", "libsystemd-shared-*.so", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2 }).Any(), "systemd is not installed");
        await AgreesAsync(dialect switch
        {
            EnvDialect.Phpdotenv => RealReader.Phpdotenv,
            EnvDialect.PythonDotenv => RealReader.PythonDotenv,
            EnvDialect.Systemd => RealReader.Systemd,
            _ => RealReader.Dotenv(DotenvModule!),
        });
    }

    /// <summary>Debian 12 has 0.4: it knows no export, keeps no \n, and the first of two values counts; the rest is as today.</summary>
    [Fact]
    public async Task Django_environ_reads_what_we_say()
    {
        Needs.That(Directory.Exists("/usr/lib/python3/dist-packages/environ"), "python3-django-environ is not installed");
        await AgreesAsync(RealReader.DjangoEnviron, except: (text, ours) =>
            text.Contains("export", StringComparison.Ordinal) || NewEscape().IsMatch(text) || ours.Entries.Count > ours.Final.Count);
    }

    /// <summary>What we refuse would run commands; it is not given to a shell.</summary>
    [Fact]
    public async Task Shell_reads_what_we_say()
    {
        var harmless = files.Write("shell", text => !EnvReader.Read(text, EnvDialect.Shell).Refused);
        await AgreesAsync(RealReader.Shell, except: (_, ours) => ours.Refused, folder: harmless);
    }

    [Fact]
    public async Task A_line_without_a_difference_is_read_the_same_by_all()
    {
        RealReader[] readers = [RealReader.Phpdotenv, RealReader.PythonDotenv, RealReader.Systemd];
        var real = new List<IReadOnlyList<IReadOnlyDictionary<string, string>?>>();
        foreach (var reader in readers)
            real.Add(await reader.ReadAsync(files.Folder, files.Cases));
        var compared = 0;
        for (var i = 0; i < files.Cases; i++)
        {
            var own = EnvReader.Read(files.Texts[i], EnvDialect.Phpdotenv);
            var different = EnvDifferences.Of(files.Texts[i], EnvDialect.Phpdotenv, readers.Select(r => r.Dialect)).Select(d => d.Line).ToHashSet();
            foreach (var entry in own.Final.Values.Where(e => !different.Contains(e.Line) && own.Entries.Count(o => o.Key == e.Key) == 1))
            {
                foreach (var (values, reader) in real.Select(r => r[i]).Zip(readers).Where(p => p.First is not null))
                    Assert.True(values!.GetValueOrDefault(entry.Key) == entry.Value.Reveal(), $"SLIPWAY_SEED={files.Seed}, case {i}, {entry.Key} in {reader.Dialect}:\n{Shown(files.Texts[i])}");
                compared++;
            }
        }

        TestContext.Current.SendDiagnosticMessage($"SLIPWAY_SEED={files.Seed}: {compared} lines without a difference");
        Assert.True(compared > files.Cases / 4, $"{compared} lines compared in {files.Cases} files");
    }

    private async Task AgreesAsync(RealReader reader, Func<string, EnvReading, bool>? except = null, string? folder = null)
    {
        var real = await reader.ReadAsync(folder ?? files.Folder, files.Cases);
        var (compared, refused, wrong) = (0, 0, new List<string>());
        for (var i = 0; i < files.Cases; i++)
        {
            var ours = EnvReader.Read(files.Texts[i], reader.Dialect);
            if (except?.Invoke(files.Texts[i], ours) == true)
                continue;
            compared++;
            refused += ours.Refused ? 1 : 0;
            var same = ours.Refused ? real[i] is null : real[i] is { } values && Lines(values) == Lines(Values(ours));
            if (!same)
                wrong.Add($"case {i}:\n{Shown(files.Texts[i])}\n  real: {(real[i] is { } r ? Lines(r) : "refused")}\n  ours: {(ours.Refused ? "refused" : Lines(Values(ours)))}");
        }

        TestContext.Current.SendDiagnosticMessage($"{reader.Dialect}, SLIPWAY_SEED={files.Seed}: {compared} files compared, {refused} of them refused");
        Assert.True(wrong.Count == 0, $"SLIPWAY_SEED={files.Seed}: {wrong.Count} of {compared} files differ\n{string.Join("\n", wrong.OrderBy(w => w.Length).Take(5))}");
        Assert.True(compared > files.Cases / 5, $"only {compared} of {files.Cases} files were compared");
    }

    /// <summary>The script of the shell tells only the names that it knows.</summary>
    private static Dictionary<string, string> Values(EnvReading ours) => ours.Final.Values
        .Where(e => ours.Dialect != EnvDialect.Shell || EnvFileGenerator.Keys.Contains(e.Key)).ToDictionary(e => e.Key, e => e.Value.Reveal());

    private static string Lines(IReadOnlyDictionary<string, string> values) =>
        string.Join(" ", values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{Shown(v.Key)}=[{Shown(v.Value)}]"));

    private static string Shown(string text) =>
        string.Concat(text.Select(c => c is < ' ' or '\u00A0' or '\u2028' or '\u0085' or '\uFEFF' ? $"<{(int)c:X2}>{(c == '\n' ? "\n" : "")}" : $"{c}"));

    [GeneratedRegex("\\\\[rnt]")]
    private static partial Regex NewEscape();
}
