using Slipway.Databases;
using Slipway.Problems;
using Xunit;

namespace Slipway.Tests.Databases;

public sealed class CredentialsReaderTest
{
    [Theory]
    [InlineData("DB_HOST=h|DB_PORT=3307|DB_DATABASE=d|DB_USERNAME=u|DB_PASSWORD=p", "h:3307  d u p")]
    [InlineData("DB_SOCKET=/s|DB_DATABASE=d|DB_USERNAME=u", ": /s d u -")]
    [InlineData("DATABASE_URL=mysql://u:p%40%2Fs@h:3307/d?charset=utf8", "h:3307  d u p@/s")]
    [InlineData("DATABASE_URL=mysql://u:p@ss/w@h/d", "h:  d u p@ss/w")]
    [InlineData("DATABASE_URL=mariadb://u@[::1]:3307/d", "::1:3307  d u -")]
    [InlineData("DATABASE_URL=mysql://u:p@localhost/d?unix_socket=/run/s.sock", "localhost: /run/s.sock d u p")]
    [InlineData("DB_DSN=mysql:host=h;port=3307;dbname=d;charset=utf8mb4|DB_USER=u|DB_PASSWORD=p", "h:3307  d u p")]
    [InlineData("DB_DSN=mysql:unix_socket=/s;dbname=d|DB_USERNAME=u|DB_PASSWORD=p", ": /s d u p")]
    [InlineData("DATABASE_URL=postgres://x/y|DB_NAME=d|DB_USER=u|DB_PASS=p", ":  d u p")]
    [InlineData("ConnectionStrings__Default=Server=h;Port=3307;Database=d;User Id=u;Password=\"a;\"\"b\"", "h:3307  d u a;\"b")]
    public void Mysql_is_read_in_each_form(string variables, string expected) => Assert.Equal(expected, Text(CredentialsReader.Mysql(Variables(variables))));

    [Theory]
    [InlineData("DATABASE_URL=postgresql://guestbook:PASSWORD@127.0.0.1/guestbook", "127.0.0.1:  guestbook guestbook PASSWORD")]
    [InlineData("DATABASE_URL=postgresql://u@localhost/d?host=/run/x", ": /run/x d u -")]
    [InlineData("DATABASE_URL=postgres:///d", ":  d - -")]
    [InlineData("DATABASE_URL=postgres:///d?user=a@b", ":  d - -")]
    [InlineData("PGHOST=/run/x|PGPORT=5433|PGDATABASE=d|PGUSER=u|PGPASSWORD=p", ":5433 /run/x d u p")]
    [InlineData("DB_CONNECTION=pgsql|DB_HOST=h|DB_PORT=5433|DB_DATABASE=d|DB_USERNAME=u|DB_PASSWORD=p", "h:5433  d u p")]
    [InlineData("ConnectionStrings__Db=Host=h;Database=d;Username=u;Password=p", "h:  d u p")]
    public void Postgresql_is_read_in_each_form(string variables, string expected) => Assert.Equal(expected, Text(CredentialsReader.Postgresql(Variables(variables))));

    [Theory]
    [InlineData("APP_ENV=production", "backup.no-credentials")]
    [InlineData("DATABASE_URL=mysql://u:sentinel@h", "backup.bad-address")]
    [InlineData("DATABASE_URL=mysql://u:sentinel@h:port/d", "backup.bad-address")]
    [InlineData("DB_DATABASE=d|DB_PORT=x|DB_PASSWORD=sentinel", "backup.bad-address")]
    public void Problem_names_the_variable_and_shows_no_password(string variables, string code)
    {
        var problem = Assert.Throws<ProblemException>(() => CredentialsReader.Mysql(Variables(variables))).Problem;
        Assert.Equal(code, problem.Code);
        Assert.NotNull(problem.Remedy);
        Assert.DoesNotContain("sentinel", $"{problem}");
    }

    private static Dictionary<string, string?> Variables(string text) =>
        text.Split('|').Select(v => v.Split('=', 2)).ToDictionary(v => v[0], v => (string?)v[1]);

    private static string Text(ServerCredentials c) => $"{c.Host}:{c.Port} {c.Socket} {c.Database} {c.User ?? "-"} {c.Password?.Reveal() ?? "-"}";
}
