using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Tfaip.Parameters;
using Reply = Tfaip.Datasets.Tests.LoopbackServer.Reply;

namespace Tfaip.Datasets.Tests;

[TestClass]
public sealed class FileDownloadTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7 + i / 251))];
    private readonly string _folder = Directory.CreateTempSubdirectory("tfaip-download-").FullName;
    private readonly HttpClient _client = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly HastyTime _time = new(TimeSpan.FromSeconds(10));

    private string Target => Path.Combine(_folder, "digits.bin");

    private string Part => Target + ".part";

    public void Dispose()
    {
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [TestMethod]
    public async Task A_whole_file_arrives_and_nothing_else_stays()
    {
        using var server = new LoopbackServer(_ => new("200 OK", Content));
        var seen = new List<DownloadProgress>();

        await DownloadAsync([server["digits.bin"]], new Progress(seen.Add));

        CollectionAssert.AreEqual(Content, File.ReadAllBytes(Target));
        CollectionAssert.AreEqual(new[] { Target }, Directory.GetFiles(_folder));
        Assert.AreEqual(new DownloadProgress("digits.bin", 0, Content.Length), seen[0]);
        Assert.AreEqual(new DownloadProgress("digits.bin", Content.Length, Content.Length), seen[^1]);
        CollectionAssert.AreEqual(seen.Select(p => p.Received).Order().ToArray(), seen.Select(p => p.Received).ToArray());
    }

    [TestMethod]
    public async Task A_broken_download_continues_where_it_broke_in_the_same_call()
    {
        using var server = Ranges(firstBreaksAfter: 100_000);

        await DownloadAsync([server["digits.bin"]]);

        CollectionAssert.AreEqual(Content, File.ReadAllBytes(Target));
        Assert.HasCount(2, server.Requests);
        Assert.AreEqual("bytes=100000-", server.Requests.Last().Range);
        Assert.AreEqual("\"v1\"", server.Requests.Last().Headers["If-Range"]);
    }

    [TestMethod]
    public async Task What_an_earlier_process_got_is_continued()
    {
        using (var first = new LoopbackServer(_ => new("200 OK", Content) { BreakAfter = 120_000 }))
            await FailsAsync([first["digits.bin"]]);
        Assert.AreEqual(120_000, new FileInfo(Part).Length);

        // Another address: its entity tags mean nothing for the bytes that are there, the hash does.
        using var second = Ranges();
        await DownloadAsync([second["digits.bin"]]);

        CollectionAssert.AreEqual(Content, File.ReadAllBytes(Target));
        var request = second.Requests.Single();
        Assert.AreEqual("bytes=120000-", request.Range);
        Assert.IsFalse(request.Headers.ContainsKey("If-Range"));
        CollectionAssert.AreEqual(new[] { Target }, Directory.GetFiles(_folder));
    }

    [TestMethod]
    public async Task A_server_without_ranges_sends_everything_again()
    {
        var requests = 0;
        using var server = new LoopbackServer(_ => new("200 OK", Content) { BreakAfter = ++requests == 1 ? 100_000 : null });

        await DownloadAsync([server["digits.bin"]]);

        CollectionAssert.AreEqual(Content, File.ReadAllBytes(Target));
        Assert.AreEqual("bytes=100000-", server.Requests.Last().Range);
    }

    [TestMethod]
    public async Task A_changed_entity_tag_starts_over()
    {
        var requests = 0;
        using var server = new LoopbackServer(request => ++requests switch
        {
            1 => new("200 OK", new byte[Content.Length]) { BreakAfter = 100_000, Headers = { ["ETag"] = "\"old\"" } },
            2 => new("206 Partial Content", Content[100_000..])
            {
                Headers = { ["ETag"] = "\"new\"", ["Content-Range"] = $"bytes 100000-{Content.Length - 1}/{Content.Length}" },
            },
            _ => new("200 OK", Content),
        });

        await DownloadAsync([server["digits.bin"]]);

        CollectionAssert.AreEqual(Content, File.ReadAllBytes(Target));
        Assert.IsNull(server.Requests.Last().Range);
    }

    [TestMethod]
    public async Task A_changed_length_starts_over()
    {
        File.WriteAllBytes(Part, Content[..50_000]);
        using var server = new LoopbackServer(request => request.Range is null
            ? new("200 OK", Content)
            : new("206 Partial Content", new byte[10]) { Headers = { ["Content-Range"] = "bytes 50000-50009/50010" } });

        await DownloadAsync([server["digits.bin"]]);

        CollectionAssert.AreEqual(Content, File.ReadAllBytes(Target));
        Assert.HasCount(2, server.Requests);
    }

    [TestMethod]
    public async Task A_part_that_the_server_cannot_continue_starts_over()
    {
        File.WriteAllBytes(Part, Content[..50_000]);
        using var server = new LoopbackServer(request =>
            request.Range is null ? new("200 OK", Content) : new("416 Range Not Satisfiable", []));

        await DownloadAsync([server["digits.bin"]]);

        CollectionAssert.AreEqual(Content, File.ReadAllBytes(Target));
    }

    [TestMethod]
    public async Task A_part_with_wrong_bytes_starts_over()
    {
        File.WriteAllBytes(Part, new byte[50_000]);
        using var server = Ranges();

        await DownloadAsync([server["digits.bin"]]);

        CollectionAssert.AreEqual(Content, File.ReadAllBytes(Target));
        CollectionAssert.AreEqual(new[] { "bytes=50000-", null }, server.Requests.Select(r => r.Range).ToArray());
    }

    [TestMethod]
    public async Task A_complete_part_needs_no_request()
    {
        File.WriteAllBytes(Part, Content);
        using var server = Ranges();

        await DownloadAsync([server["digits.bin"]]);

        CollectionAssert.AreEqual(Content, File.ReadAllBytes(Target));
        Assert.IsEmpty(server.Requests);
    }

    [TestMethod]
    public async Task A_wrong_hash_or_length_or_a_404_moves_on_to_the_next_mirror()
    {
        var wrong = Content.ToArray();
        wrong[^1] ^= 1;
        using var server = new LoopbackServer(request => request.Path switch
        {
            "/wrong" => new("200 OK", wrong),
            "/short" => new("200 OK", Content[..^1]),
            "/right" => new("200 OK", Content),
            _ => Reply.NotFound,
        });

        await DownloadAsync([server["missing"], server["wrong"], server["short"], server["right"]]);

        CollectionAssert.AreEqual(Content, File.ReadAllBytes(Target));
        CollectionAssert.AreEqual(
            new[] { "/missing", "/wrong", "/short", "/right" }, server.Requests.Select(r => r.Path).ToArray());
        Assert.IsEmpty(_time.Waits);
    }

    [TestMethod]
    public async Task When_no_mirror_has_it_the_error_says_what_each_did()
    {
        var wrong = Content.ToArray();
        wrong[0] ^= 1;
        using var server = new LoopbackServer(request => request.Path switch
        {
            "/wrong" => new("200 OK", wrong),
            "/short" => new("200 OK", Content[..^1]),
            "/chunked" => new("200 OK", [.. Content, 0]) { Headers = { ["Content-Length"] = "" } },
            "/ends" => new("200 OK", Content[..^1]) { Headers = { ["Content-Length"] = "" } },
            "/busy" => new("503 Service Unavailable", []),
            _ => Reply.NotFound,
        });

        var message = await FailsAsync(
        [
            server["missing"], server["wrong"], server["short"], server["chunked"], server["busy"], server["ends"], NobodyListens(),
        ]);

        Assert.AreEqual(
            $"""
            digits.bin cannot be downloaded:
              {server.Address}missing: it answers 404 Not Found
              {server.Address}wrong: its SHA-256 is {Hash(wrong)} instead of {Hash(Content)}
              {server.Address}short: it has 299999 bytes instead of 300000
              {server.Address}chunked: it has more than 300000 bytes
              {server.Address}busy: it answers 503 Service Unavailable
              {server.Address}ends: it ended after 299999 of 300000 bytes
              {NobodyListens()}: Connection refused ({NobodyListens().Authority})
            """.ReplaceLineEndings("\n"),
            message);
        Assert.IsFalse(File.Exists(Target));

        // Those that may pass are asked three times, after one and two seconds more.
        CollectionAssert.AreEqual(
            new double[] { 1, 2, 1, 2, 1, 2 }, _time.Waits.Select(wait => wait.TotalSeconds).ToArray());
    }

    [TestMethod]
    public async Task A_mirror_that_falls_silent_counts_as_failed()
    {
        // Timers of 30 seconds, the stall's, are due at once too: no byte can come in time.
        using var server = new LoopbackServer(_ => new("200 OK", Content) { BreakAfter = 0, ThenSilent = true });
        var download = new FileDownload(_client, new() { Attempts = 1 }, new HastyTime(TimeSpan.FromMinutes(1)));

        var error = await Assert.ThrowsExactlyAsync<TfaipException>(() => download.DownloadAsync(File_([server["x"]]), Target));

        Assert.AreEqual(
            $"""
            digits.bin cannot be downloaded:
              {server.Address}x: it sent nothing for 30 seconds
            """.ReplaceLineEndings("\n"),
            error.Message);
    }

    [TestMethod]
    public async Task A_cancelled_download_keeps_what_it_got()
    {
        using var cancel = new CancellationTokenSource();
        using var server = new LoopbackServer(_ => new("200 OK", Content) { BreakAfter = 200_000, ThenSilent = true });
        var progress = new Progress(p =>
        {
            if (p.Received == 200_000) cancel.Cancel();
        });

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => Download().DownloadAsync(File_([server["x"]]), Target, progress, cancel.Token));

        CollectionAssert.AreEqual(Content[..200_000], File.ReadAllBytes(Part));
        Assert.IsFalse(File.Exists(Target));
    }

    [TestMethod]
    public async Task A_folder_that_cannot_be_made_is_an_error_with_its_path()
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "");
        var target = Path.Combine(_folder, "file", "digits.bin");

        var error = await Assert.ThrowsExactlyAsync<TfaipException>(() => Download().DownloadAsync(File_([]), target));

        StringAssert.StartsWith(error.Message, $"{target} cannot be written: ", StringComparison.Ordinal);
    }

    private static LoopbackServer Ranges(int? firstBreaksAfter = null)
    {
        var requests = 0;
        return new(request =>
        {
            var breakAfter = ++requests == 1 ? firstBreaksAfter : null;
            if (request.Range is null)
                return new("200 OK", Content) { BreakAfter = breakAfter, Headers = { ["ETag"] = "\"v1\"" } };

            var from = int.Parse(request.Range["bytes=".Length..^1], null);
            return new("206 Partial Content", Content[from..])
            {
                BreakAfter = breakAfter,
                Headers = { ["ETag"] = "\"v1\"", ["Content-Range"] = $"bytes {from}-{Content.Length - 1}/{Content.Length}" },
            };
        });
    }

    private static readonly Lazy<Uri> Unused = new(() =>
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/x");
    });

    private static Uri NobodyListens() => Unused.Value;

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static RemoteFile File_(IReadOnlyList<Uri> mirrors) => new("digits.bin", Content.Length, Hash(Content), mirrors);

    private FileDownload Download() => new(_client, time: _time);

    private Task DownloadAsync(IReadOnlyList<Uri> mirrors, IProgress<DownloadProgress>? progress = null) =>
        Download().DownloadAsync(File_(mirrors), Target, progress);

    private async Task<string> FailsAsync(IReadOnlyList<Uri> mirrors) =>
        (await Assert.ThrowsExactlyAsync<TfaipException>(() => DownloadAsync(mirrors))).Message;

    private sealed class Progress(Action<DownloadProgress> report) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => report(value);
    }
}
