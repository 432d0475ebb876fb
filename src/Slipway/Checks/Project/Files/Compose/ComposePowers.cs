using Slipway.Checks.Project.Files.Yaml;
using Slipway.Project.Yaml;

namespace Slipway.Checks.Project.Files.Compose;

/// <summary>Settings that give a container rights over its host.</summary>
internal static class ComposePowers
{
    private static readonly string[] Capabilities = ["ALL", "SYS_ADMIN", "SYS_MODULE", "SYS_PTRACE", "SYS_RAWIO", "DAC_READ_SEARCH"];

    public static IEnumerable<(string Text, string Where)> Of(YamlNode service, TextFile file)
    {
        if (service.Entry("privileged") is { } privileged && privileged.Value.IsTrue())
            yield return ("privileged: true", Where(privileged.At));
        foreach (var item in service.At("cap_add").Items())
            if (item.Text() is { } name && Capabilities.Contains(name.ToUpperInvariant().Replace("CAP_", "", StringComparison.Ordinal)))
                yield return ($"cap_add: {name}", Where(item.At));
        foreach (var key in (string[])["pid", "ipc", "userns_mode"])
            if (service.Entry(key) is { } entry && entry.Value.Text() == "host")
                yield return ($"{key}: host", Where(entry.At));
        foreach (var item in service.At("security_opt").Items())
            if (item.Text() is { } option && option.Replace('=', ':') is "seccomp:unconfined" or "apparmor:unconfined" or "label:disable" && item.Text() is { } written)
                yield return ($"security_opt: {written}", Where(item.At));

        string Where(Position at) => file.Where(at.Line, at.Column);
    }
}
