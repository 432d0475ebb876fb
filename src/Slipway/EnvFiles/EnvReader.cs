using Slipway.EnvFiles.Dialects;

namespace Slipway.EnvFiles;

/// <summary>
/// Reads an env file as a given program reads it. Variables of the process that reads count as unset: a value may only come from
/// the file. Expansion stops at <see cref="EnvFile.MaxVariableBytes"/> a value and <see cref="EnvScan.MaxTotal"/> in all.
/// </summary>
public static class EnvReader
{
    /// <param name="text">A byte order mark is kept at its start: programs differ in it.</param>
    /// <param name="path">Stands in front of line and column in problems.</param>
    public static EnvReading Read(string text, EnvDialect dialect, string path = ".env")
    {
        var scan = new EnvScan(text, dialect switch
        {
            EnvDialect.Strict => EnvLineEnds.Windows,
            EnvDialect.Compose or EnvDialect.Systemd or EnvDialect.Shell => EnvLineEnds.AsTheyAre,
            _ => EnvLineEnds.All,
        });
        switch (dialect)
        {
            case EnvDialect.Phpdotenv: new PhpdotenvReader(scan).Read(); break;
            case EnvDialect.PythonDotenv: new PythonDotenvReader(scan).Read(); break;
            case EnvDialect.DjangoEnviron: DjangoEnvironReader.Read(scan); break;
            case EnvDialect.Compose: new ComposeReader(scan).Read(); break;
            case EnvDialect.Systemd: new SystemdReader(scan).Read(); break;
            case EnvDialect.Shell: new ShellReader(scan).Read(); break;
            case EnvDialect.NodeDotenv: new NodeDotenvReader(scan).Read(); break;
            default: new StrictReader(scan).Read(); break;
        }

        return scan.ToReading(dialect, path);
    }
}
