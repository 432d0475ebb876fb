using Slipway.EnvFiles;

namespace Slipway.Stacks.Django;

internal static class DjangoKnowledge
{
    private const string Served = "gunicorn, which Slipway starts for every release";

    public static StackKnowledge All { get; } = new()
    {
        Dialect = EnvDialect.PythonDotenv,
        True = "True",
        False = "False",
        FrameworkKeys = ["SECRET_KEY", "DJANGO_SECRET_KEY"],
        DevelopmentStarts =
        [
            new(["manage.py", "runserver"], Served), new(["python", "runserver"], Served), new(["python3", "runserver"], Served), new(["django-admin", "runserver"], Served),
            new(["flask", "run"], "gunicorn <module>:app"), new(["uvicorn", "--reload"], "uvicorn without --reload"), new(["gunicorn", "--reload"], "gunicorn without --reload"),
        ],
    };
}
