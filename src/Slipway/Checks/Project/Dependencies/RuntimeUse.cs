namespace Slipway.Checks.Project.Dependencies;

/// <summary>A runtime, framework or server that the project asks for.</summary>
/// <param name="Product">Id in <see cref="EndOfLife"/>: php, python, node, dotnet, django, laravel, mysql, mariadb, postgresql, redis, debian, ubuntu.</param>
/// <param name="Range">Versions that it takes, as written.</param>
/// <param name="Where"><c>file:line</c>.</param>
public sealed record RuntimeUse(string Product, VersionRange Range, string Where);
