using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tfaip.Datasets.Tests;

/// <summary>An HTTP server on this machine's loopback whose every answer the test writes, down to where it breaks off.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Request, Reply> _answer;
    private readonly Task _serving;

    public LoopbackServer(Func<Request, Reply> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    public ConcurrentQueue<Request> Requests { get; } = new();

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public Uri this[string path] => new(Address, path);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _serving.GetAwaiter().GetResult();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync(_stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            using (client)
            {
                var stream = client.GetStream();
                // A client that gave up while it connected asks nothing: it closes, or keeps the connection for later.
                if (await ReadAsync(stream, _stop.Token) is not { } request) continue;
                Requests.Enqueue(request);
                try
                {
                    await SendAsync(stream, _answer(request));
                }
                catch (IOException)
                {
                    // The client has gone: what it makes of that is what the test looks at.
                }
            }
        }
    }

    private static async Task<Request?> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            if (await reader.ReadLineAsync(cancellationToken) is not { } first) return null;
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            while (await reader.ReadLineAsync(cancellationToken) is { Length: > 0 } line)
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                headers[line[..colon]] = line[(colon + 1)..].Trim();
            }

            return new(first.Split(' ')[1], headers);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            return null;
        }
    }

    private async Task SendAsync(NetworkStream stream, Reply reply)
    {
        var head = new StringBuilder($"HTTP/1.1 {reply.Status}\r\nConnection: close\r\n");
        foreach (var (name, value) in reply.Headers.Where(header => header.Value.Length > 0))
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (!reply.Headers.ContainsKey("Content-Length"))
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {reply.Body.Length}\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()));
        await stream.WriteAsync(reply.Body.AsMemory(0, reply.BreakAfter ?? reply.Body.Length));
        if (!reply.ThenSilent) return;

        await Task.Delay(Timeout.Infinite, _stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    internal sealed record Request(string Path, IReadOnlyDictionary<string, string> Headers)
    {
        public string? Range => Headers.GetValueOrDefault("Range");
    }

    internal sealed record Reply(string Status, byte[] Body)
    {
        public Dictionary<string, string> Headers { get; init; } = [];

        public int? BreakAfter { get; init; }

        public bool ThenSilent { get; init; }

        public static Reply NotFound { get; } = new("404 Not Found", []);
    }
}
