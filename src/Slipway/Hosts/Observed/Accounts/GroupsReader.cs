namespace Slipway.Hosts.Observed.Accounts;

internal static class GroupsReader
{
    public static async Task<GroupsFact> ReadAsync(GroupsQuestion asked, HostView host)
    {
        var others = UsersReader.OtherSources("group", host);
        var groups = AccountFile.Groups(host);
        if (asked.Names.Count > 0)
            groups = [.. groups.Where(group => asked.Names.Contains(group.Name))];
        var absent = asked.Names.Except(groups.Select(group => group.Name)).ToList();
        if (absent.Count > 0 && others.Count > 0)
            groups = [.. groups, .. AccountFile.Groups((await host.RunAsync("getent", ["group", "--", .. absent])).Output.Split('\n'))];
        return new(groups, others);
    }
}
