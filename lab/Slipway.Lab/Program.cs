using Slipway.Lab;
using Slipway.Lab.Commands;

var arguments = new Arguments(args.Skip(1));
try
{
    return args.FirstOrDefault() switch
    {
        "up" => await HostCommands.UpAsync(arguments),
        "list" => HostCommands.List(arguments),
        "ssh" => HostCommands.Ssh(arguments),
        "exec" => await HostCommands.ExecAsync(arguments),
        "stop" => await HostCommands.DoAsync(arguments, h => h.StopAsync()),
        "kill" => await HostCommands.DoAsync(arguments, h => h.KillAsync()),
        "boot" => await HostCommands.DoAsync(arguments, h => h.BootAsync()),
        "reset" => await HostCommands.DoAsync(arguments, h => h.ResetAsync()),
        "power-cut" => await HostCommands.DoAsync(arguments, h => h.PowerCutAsync()),
        "cut" => await HostCommands.DoAsync(arguments, h => h.CutNetworkAsync()),
        "heal" => await HostCommands.DoAsync(arguments, h => h.HealNetworkAsync()),
        "fill" => await HostCommands.DoAsync(arguments, h => h.FillDiskAsync()),
        "free" => await HostCommands.DoAsync(arguments, h => h.FreeDiskAsync()),
        "down" => await HostCommands.DownAsync(arguments),
        "relay" => await TrafficCommands.RelayAsync(arguments),
        "load" => await TrafficCommands.LoadAsync(arguments),
        "image" => await ImageCommands.ImageAsync(arguments),
        "clean" => await ImageCommands.CleanAsync(arguments),
        null or "help" or "--help" or "-h" => Say(Help.Text),
        var unknown => throw new UsageException($"\"{unknown}\" is not known; lab --help shows what is."),
    };
}
catch (UsageException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
catch (LabException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

static int Say(string text)
{
    Console.WriteLine(text);
    return 0;
}
