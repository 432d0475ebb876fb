using Slipway.Problems;

namespace Slipway.Stacks;

internal static class StackProblems
{
    private static string Known => string.Join(", ", StackCatalogue.All.Select(stack => stack.Name));

    public static Problem Unknown(string stack) => new("stack.unknown",
        $"There is no stack named {stack}",
        $"Known stacks: {Known}.",
        ["a misspelt name under stack: in slipway.yaml"],
        "Write one of the known names, or leave stack: out to have it detected.")
    { Exit = ExitCodes.Unreadable };

    public static Problem Unrecognised(string folder, IReadOnlyList<string> why) => new("stack.unrecognised",
        "The folder does not look like an app that Slipway knows",
        $"{folder}: {string.Join("; ", why)}.",
        ["the command runs in another folder than the app's", "the app lies in a folder below this one"],
        $"Go to the app's folder, or name the stack in slipway.yaml (stack: one of {Known}).");

    public static Problem Ambiguous(Detection detection) => new("stack.ambiguous",
        "The folder looks like more than one kind of app",
        string.Join('\n', detection.All.Select(found => $"{found.Stack} ({found.Confidence} of 100): {string.Join("; ", found.Evidence)}")),
        ["two apps share one folder"],
        $"Name the one to deploy in slipway.yaml: stack: {detection.All[0].Stack} or stack: {detection.All[1].Stack}.");

    public static Problem NoWebProject(string folder) => new("stack.aspnet-no-project",
        "No ASP.NET Core project was found",
        $"{folder}: no .csproj within three folders uses Microsoft.NET.Sdk.Web.",
        ["the app is not a web app", "the project file lies deeper"],
        "Put slipway.yaml into the folder of the web project.");

    public static Problem SeveralWebProjects(IReadOnlyList<string> projects) => new("stack.aspnet-several-projects",
        "More than one ASP.NET Core project was found",
        string.Join('\n', projects),
        ["a solution with several web apps"],
        "Put slipway.yaml into the folder of the project to deploy: slipway init --in FOLDER.");

    public static Problem DevelopmentWorker(string worker, IReadOnlyList<string> command, string instead) => new("stack.development-worker",
        $"The worker {worker} only serves a developer",
        $"It runs \"{string.Join(' ', command)}\".",
        ["the command was taken from development"],
        $"Production runs something else: {instead}. Change or remove the worker under services.workers.");

    public static Problem NoPythonLock(string file) => new("stack.python-no-lock",
        "The versions of the packages are not fixed",
        $"{file} names packages; there is no lock and no requirements.txt.",
        ["the lock was never committed"],
        "Make one and commit it: uv lock, poetry lock, pipenv lock, or pip-compile -o requirements.txt.");

    public static Problem NoWsgi(string folder) => new("stack.django-no-wsgi",
        "The Django project's wsgi module was not found",
        $"{folder}: manage.py names no settings module with a wsgi.py beside it, and no wsgi.py was found within two folders.",
        ["wsgi.py was removed", "the settings module lies elsewhere"],
        "Restore wsgi.py beside the settings (django-admin startproject makes one).");
}
