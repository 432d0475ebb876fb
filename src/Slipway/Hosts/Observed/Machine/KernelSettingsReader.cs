namespace Slipway.Hosts.Observed.Machine;

internal static class KernelSettingsReader
{
    public static KernelSettingsFact Read(KernelSettingsQuestion asked, HostView host)
    {
        var values = new Dictionary<string, string>();
        var unreadable = new List<string>();
        foreach (var name in asked.Names.Distinct())
        {
            if (name.Split('.').Any(part => part is "" || part.Contains('/')))
                continue;
            try
            {
                if (host.Text($"/proc/sys/{name.Replace('.', '/')}") is { } text)
                    values[name] = text.Trim().Replace('\t', ' ');
            }
            catch (Exception e) when (e is UnknownFactException or IOException)
            {
                unreadable.Add(name);
            }
        }

        return new(values, unreadable);
    }
}
