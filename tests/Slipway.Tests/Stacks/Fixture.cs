using System.Runtime.CompilerServices;
using Slipway.Hosts;
using Slipway.Project;

namespace Slipway.Tests.Stacks;

/// <summary>Small projects of each kind beside this file, and the environment that deploys one.</summary>
internal static class Fixture
{
    public static string Folder(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "fixtures", name);

    public static AppEnvironment Environment(string fixture) => new()
    {
        App = "guest-book",
        Name = "production",
        Folder = Folder(fixture),
        Url = new Uri("https://guests.example.com"),
        Names = ["www.guests.example.com"],
        RunUser = "guest-book",
        Root = "/srv/guest-book",
    };

    public static HostLayout Layout(AppEnvironment environment) => HostLayout.Server(environment.App, environment.Name, environment.Root);
}
