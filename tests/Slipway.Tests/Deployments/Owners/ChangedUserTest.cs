using Slipway.Deployments.Owners;
using Xunit;

namespace Slipway.Tests.Deployments.Owners;

public class ChangedUserTest
{
    private static readonly OwnerRecord Owner = new("us", "production", "/srv/us") { DeployUser = "root", RunUser = "daemon" };

    [Fact]
    public void The_same_names_are_no_change() => Assert.Empty(ChangedUser.Of(Owner, "root", "daemon"));

    [Fact]
    public void Another_account_is_one_and_so_is_none() => Assert.Equal(
        [new("deploy", "root", 0, 0, "daemon", 1), new("run", "daemon", 1, 1, "nobody-of-that-name", -1)],
        ChangedUser.Of(Owner, "daemon", "nobody-of-that-name"));

    [Fact]
    public void Nothing_is_known_of_a_host_without_an_owner() => Assert.Empty(ChangedUser.Of(null, "root", "daemon"));

    [Fact]
    public void A_new_name_is_made_a_second_one_of_the_account()
    {
        var problem = OwnerProblems.UserChanged("web1", Owner, new("run", "us", 995, 996, "usrun", -1));
        Assert.Equal("us production was deployed to web1 with users.run us, and slipway.yaml says usrun", problem.Title);
        Assert.EndsWith("""
              sudo groupadd --non-unique --gid 996 usrun
              sudo useradd --non-unique --uid 995 --gid usrun --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin usrun
            """, problem.Remedy);
    }

    [Fact]
    public void An_account_of_that_name_becomes_the_other() => Assert.EndsWith("""
              sudo groupmod --non-unique --gid 996 ci
              sudo usermod --non-unique --uid 995 --gid 996 ci
            """, OwnerProblems.UserChanged("web1", Owner, new("deploy", "deploy", 995, 996, "ci", 1000)).Remedy);
}
