using System.Net;
using System.Net.Http.Headers;
using Tfaip.Parameters;

namespace Tfaip.Datasets;

/// <summary>
/// Downloads files whose size and hash are known. A file appears under its name complete and right, or not at all; what an
/// interrupted download left in <c>NAME.part</c> is continued where the server can do that.
/// </summary>
/// <param name="client">The client; its own timeout should be infinite, as that of the options applies.</param>
/// <param name="options">How patient the download is.</param>
/// <param name="time">The clock.</param>
public sealed class FileDownload(HttpClient client, FileDownloadOptions? options = null, TimeProvider? time = null)
{
    private readonly FileDownloadOptions _options = options ?? new();
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Downloads a file to a path, from the first mirror that has it.</summary>
    /// <exception cref="TfaipException">No mirror has it, or it cannot be written; the message says what each mirror did.</exception>
    public async Task DownloadAsync(
        RemoteFile file, string path, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using var part = PartialFile.Open(path);
            await FromMirrorsAsync(file, part, progress, cancellationToken).ConfigureAwait(false);
            part.Complete();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TfaipException($"{path} cannot be written: {exception.Message}", exception);
        }
    }

    private async Task FromMirrorsAsync(
        RemoteFile file, PartialFile part, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        var failures = new List<string>();
        foreach (var mirror in file.Mirrors)
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    await FetchAsync(file, mirror, part, progress, cancellationToken).ConfigureAwait(false);
                    return;
                }
                catch (MirrorException exception) when (exception.MayPass && attempt < _options.Attempts)
                {
                    var pause = _options.FirstPause * Math.Pow(2, attempt - 1);
                    await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(false);
                }
                catch (MirrorException exception)
                {
                    failures.Add($"  {mirror}: {exception.Message}");
                    break;
                }
            }
        }

        throw new TfaipException(string.Join('\n', [$"{file.Name} cannot be downloaded:", .. failures]));
    }

    private async Task FetchAsync(
        RemoteFile file, Uri mirror, PartialFile part, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        if (part.Length > file.Size) part.Restart(mirror, null);
        var offset = part.Length;
        if (offset < file.Size)
        {
            using var response = await AskAsync(mirror, offset, part.EntityTagOf(mirror), cancellationToken).ConfigureAwait(false);
            Accept(response, file, mirror, part);
            progress?.Report(new(file.Name, part.Length, file.Size));
            await ReceiveAsync(response, file, part, progress, cancellationToken).ConfigureAwait(false);
        }

        var hash = await part.HashAsync(cancellationToken).ConfigureAwait(false);
        if (hash == file.Sha256) return;

        // Bytes of an earlier attempt may be what is wrong: then the same mirror has another chance, from the first byte.
        part.Restart(mirror, null);
        throw new MirrorException($"its SHA-256 is {hash} instead of {file.Sha256}", mayPass: offset > 0);
    }

    private async Task<HttpResponseMessage> AskAsync(Uri mirror, long offset, string? entityTag, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, mirror);
        request.Headers.AcceptEncoding.Add(new("identity"));
        if (offset > 0)
        {
            request.Headers.Range = new RangeHeaderValue(offset, null);
            if (entityTag is not null) request.Headers.IfRange = new RangeConditionHeaderValue(entityTag);
        }

        return await WithinTimeoutAsync(
            token => client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token),
            cancellationToken).ConfigureAwait(false);
    }

    // Decides from the headers what the body is: the rest of the part, the whole file (the part is emptied), or nothing to use.
    private static void Accept(HttpResponseMessage response, RemoteFile file, Uri mirror, PartialFile part)
    {
        var tag = response.Headers.ETag is { IsWeak: false } strong ? strong.Tag : null;
        switch (response.StatusCode)
        {
            case HttpStatusCode.PartialContent:
                var range = response.Content.Headers.ContentRange;
                var known = part.EntityTagOf(mirror);
                var isTheRest = range?.From == part.Length && (range.Length ?? file.Size) == file.Size
                    && (known is null || tag is null || known == tag);
                if (isTheRest) return;
                part.Restart(mirror, null);
                throw new MirrorException($"it continues another file ({range?.ToString() ?? "no Content-Range"})", mayPass: true);

            case HttpStatusCode.OK:
                part.Restart(mirror, tag);
                var length = response.Content.Headers.ContentLength ?? file.Size;
                if (length == file.Size) return;
                throw new MirrorException($"it has {length} bytes instead of {file.Size}", mayPass: false);

            case HttpStatusCode.RequestedRangeNotSatisfiable:
                part.Restart(mirror, null);
                throw new MirrorException("it has no such part (416)", mayPass: true);

            case var status:
                var mayPass = status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
                    or >= HttpStatusCode.InternalServerError;
                throw new MirrorException($"it answers {(int)status} {response.ReasonPhrase}".TrimEnd(), mayPass);
        }
    }

    private async Task ReceiveAsync(
        HttpResponseMessage response, RemoteFile file, PartialFile part, IProgress<DownloadProgress>? progress,
        CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var count = await WithinTimeoutAsync(
                token => body.ReadAsync(buffer, token).AsTask(), cancellationToken).ConfigureAwait(false);
            if (count == 0) break;
            if (part.Length + count > file.Size)
            {
                part.Restart(response.RequestMessage!.RequestUri!, null);
                throw new MirrorException($"it has more than {file.Size} bytes", mayPass: false);
            }

            await part.AppendAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            progress?.Report(new(file.Name, part.Length, file.Size));
        }

        if (part.Length < file.Size)
            throw new MirrorException($"it ended after {part.Length} of {file.Size} bytes", mayPass: true);
    }

    // What the network does wrong, the stall included, becomes a MirrorException; a cancellation by the caller stays one.
    private async Task<T> WithinTimeoutAsync<T>(Func<CancellationToken, Task<T>> action, CancellationToken cancellationToken)
    {
        using var stall = new CancellationTokenSource(_options.StallTimeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stall.Token, cancellationToken);
        try
        {
            return await action(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MirrorException(
                $"it sent nothing for {_options.StallTimeout.TotalSeconds:0} seconds", mayPass: true, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new MirrorException(exception.Message.TrimEnd('.'), mayPass: true, exception);
        }
    }
}
