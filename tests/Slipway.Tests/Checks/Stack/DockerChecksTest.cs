using Slipway.Checks;
using Slipway.Checks.Project.Stack.Docker;
using Xunit;

namespace Slipway.Tests.Checks.Stack;

public class DockerChecksTest
{
    private const string Sound = """
        # syntax=docker/dockerfile:1
        ARG PYTHON=3.12
        FROM node:20.11-slim AS assets
        WORKDIR /app
        COPY package.json package-lock.json ./
        RUN npm ci
        COPY . .
        RUN npm run build

        FROM python:${PYTHON}-slim
        ENV PYTHONUNBUFFERED=1 \
            SECRET_KEY=dummy-for-collectstatic
        COPY requirements.txt .
        RUN pip install --no-cache-dir -r requirements.txt
        COPY . .
        COPY --from=assets /app/dist ./dist
        RUN --mount=type=secret,id=token <<EOF
        USER root
        EOF
        USER app
        CMD ["gunicorn", "crm.wsgi"]
        """;

    private static readonly Dictionary<string, Check> Checks =
        new Check[] { new DockerRootUser(), new DockerSecrets(), new DockerLayerOrder(), new DockerBasePinned() }.ToDictionary(check => check.About.Id);

    public static TheoryData<string> All => [.. Checks.Keys];

    [Theory, MemberData(nameof(All))]
    public async Task A_sound_file_passes(string id) =>
        Assert.Equal("pass", await SmallProject.JudgeAsync(Checks[id], ("Dockerfile", Sound), (".dockerignore", ".git\n.env*\n"), (".env.production", "A=1\n")));

    [Theory, MemberData(nameof(All))]
    public async Task Without_a_Dockerfile_there_is_nothing_to_judge(string id) =>
        Assert.Equal("skip\nno Dockerfile", await SmallProject.JudgeAsync(Checks[id], ("Dockerfile.dev", "FROM node\nCOPY . .\nRUN npm ci\n"), (".devcontainer/Dockerfile", "FROM node\n")));

    [Theory]
    [InlineData("docker.root_user", "FROM node:20\n", "fail\nDockerfile:1:1 no USER: the image runs as root")]
    [InlineData("docker.root_user", "FROM node:20\nUSER node\nRUN a\nUSER root\n", "fail\nDockerfile:4:1 the last USER is root")]
    [InlineData("docker.root_user", "FROM node:20 AS base\nUSER node\nFROM base\nRUN a\n", "pass")]
    [InlineData("docker.root_user", "FROM node:20 AS build\nRUN a\nFROM nginx:1.27\n", "pass")]
    [InlineData("docker.root_user", "FROM php:8.3-fpm\n", "pass")]
    [InlineData("docker.root_user", "FROM mcr.microsoft.com/dotnet/aspnet:8.0\nUSER $APP_UID\n", "pass")]
    [InlineData("docker.base_pinned", "FROM node\n", "fail\nDockerfile:1:1 FROM node names no version")]
    [InlineData("docker.base_pinned", "FROM a:1 AS build\nFROM --platform=linux/amd64 node:latest\nFROM build\nFROM scratch\nFROM a@sha256:12\n", "fail\nDockerfile:2:1 FROM node:latest names no version")]
    [InlineData("docker.base_pinned", "ARG IMAGE\nFROM $IMAGE\n", "pass")]
    [InlineData("docker.layer_order", "FROM node:20\nCOPY . .\nRUN npm ci && npm run build\n", "warn\nDockerfile:3:1 the source is copied in line 2, packages are installed after it")]
    [InlineData("docker.layer_order", "FROM node:20\nCOPY . .\nRUN npm run build\n", "pass")]
    [InlineData("docker.layer_order", "FROM composer:2\nCOPY composer.* ./\nRUN composer install --no-scripts\nCOPY . .\nRUN composer install\n", "pass")]
    [InlineData("docker.secrets", "FROM node:20\nENV DB_PASSWORD=hunter2hunter2 A=b\n", "fail\nDockerfile:2:1 ENV DB_PASSWORD has a value")]
    [InlineData("docker.secrets", "FROM node:20\nENV API_TOKEN 8f3kd93kf03\n", "fail\nDockerfile:2:1 ENV API_TOKEN has a value")]
    [InlineData("docker.secrets", "FROM node:20 AS build\nARG NPM_TOKEN\nFROM node:20\nENV SECRET_KEY=$SECRET PASSWORD_FILE=/run/x\n", "pass")]
    [InlineData("docker.secrets", "FROM node:20\nARG NPM_TOKEN\n", "fail\nDockerfile:2:1 ARG NPM_TOKEN stands in the image's history")]
    [InlineData("docker.secrets", "FROM node:20\nCOPY .env.production .env\n", "fail\nDockerfile:2:1 COPY .env.production into the image")]
    [InlineData("docker.secrets", "FROM node:20\nCOPY .env.example .env\n", "pass")]
    [InlineData("docker.secrets", "FROM node:20\nRUN git clone https://bot:ghp_abcdefgh@github.com/a/b\n", "fail\nDockerfile:2:1 RUN fetches from an address with a password in it")]
    public async Task Each_line_is_judged(string id, string text, string expected) => Assert.Equal(expected, await SmallProject.JudgeAsync(Checks[id], ("Dockerfile", text)));

    [Fact]
    public async Task An_env_file_that_nothing_keeps_out_is_copied_with_the_folder()
    {
        var files = new[] { ("Dockerfile", "FROM node:20\nCOPY package.json .\nCOPY . .\n"), (".env.production", "A=1\n"), (".env.example", "A=\n"), (".dockerignore", ".git\n") };
        Assert.Equal("fail\nDockerfile:3:1 COPY takes .env.production along: .dockerignore does not keep it out", await SmallProject.JudgeAsync(new DockerSecrets(), files));
    }

    [Fact]
    public async Task A_stage_that_is_thrown_away_may_see_the_env_file() => Assert.Equal("pass", await SmallProject.JudgeAsync(new DockerSecrets(),
        ("Dockerfile", "FROM node:20 AS build\nCOPY . .\nFROM nginx:1.27\nCOPY --from=build /app/dist /srv\n"), (".env", "A=1\n")));
}
