namespace Slipway.Checks.Project.Stack.Data;

/// <summary>Which server reads a my.cnf; they know different variables.</summary>
internal enum MysqlKind
{
    Mysql8,
    Mysql5,
    Mariadb,
}
