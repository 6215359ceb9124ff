using System.Globalization;
using Tfaip.Parameters;

namespace Tfaip.Datasets;

/// <summary>The four files of the MNIST handwritten digits in a folder: IDX, packed (.gz) or not.</summary>
/// <param name="TrainingImages">60000 images of 28 × 28 bytes.</param>
/// <param name="TrainingLabels">Their digits.</param>
/// <param name="TestImages">10000 images of 28 × 28 bytes.</param>
/// <param name="TestLabels">Their digits.</param>
public sealed record MnistFiles(string TrainingImages, string TrainingLabels, string TestImages, string TestLabels)
{
    private static readonly string[] Mirrors =
    [
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
    ];

    private static readonly MnistFile[] Files =
    [
        new("train-images-idx3-ubyte", 47040016, 9912422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
        new("train-labels-idx1-ubyte", 60008, 28881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
        new("t10k-images-idx3-ubyte", 7840016, 1648877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
        new("t10k-labels-idx1-ubyte", 10008, 4542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
    ];

    /// <summary>
    /// Finds the files in a folder and downloads those that are missing into it. Files that are there are checked by their
    /// size, downloaded ones by their SHA-256.
    /// </summary>
    /// <param name="path">The folder; null for <see cref="DatasetFolder.Default(string)"/>.</param>
    /// <param name="progress">Told how far the downloads are; null for lines on standard error.</param>
    /// <param name="cancellationToken">Stops a download; what it has got is kept for the next time.</param>
    /// <exception cref="TfaipException">A file is damaged or cannot be had; the message says what to put where.</exception>
    public static MnistFiles Locate(
        string? path = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        return Locate(path, progress, new FileDownload(client), Mirrors, cancellationToken);
    }

    internal static MnistFiles Locate(
        string? path, IProgress<DownloadProgress>? progress, FileDownload download, IReadOnlyList<string> mirrors,
        CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(path ?? DatasetFolder.Default("mnist"));
        var missing = Files.Where(file => file.FindIn(folder) is null).ToArray();
        progress ??= new DownloadLines(Console.Error, TimeProvider.System);
        foreach (var file in missing)
        {
            try
            {
                // Data is opened by synchronous code on a thread without a synchronization context: waiting cannot deadlock.
                download.DownloadAsync(file.On(mirrors), Path.Combine(folder, file.PackedName), progress, cancellationToken)
                    .GetAwaiter().GetResult();
            }
            catch (TfaipException exception)
            {
                throw new TfaipException(WhatToDo(folder, exception.Message), exception);
            }
        }

        var paths = Files.Select(file => file.FindIn(folder)!).ToArray();
        return new(paths[0], paths[1], paths[2], paths[3]);
    }

    private static string WhatToDo(string folder, string cause)
    {
        var missing = Files.Where(file => file.FindIn(folder) is null).Select(file => string.Create(
            CultureInfo.InvariantCulture, $"  {file.PackedName} ({file.PackedSize} bytes, SHA-256 {file.Sha256})"));
        return string.Join(
            '\n',
            [cause, $"Put these files of MNIST into {folder}, packed or unpacked, or name their folder in data.path:", .. missing]);
    }

    private sealed record MnistFile(string Name, long Size, long PackedSize, string Sha256)
    {
        public string PackedName => Name + ".gz";

        public RemoteFile On(IReadOnlyList<string> mirrors) =>
            new(PackedName, PackedSize, Sha256, [.. mirrors.Select(mirror => new Uri(new Uri(mirror), PackedName))]);

        public string? FindIn(string folder)
        {
            (string Path, long Size)[] there =
            [
                .. new[] { (Path.Combine(folder, PackedName), PackedSize), (Path.Combine(folder, Name), Size) }
                    .Where(candidate => File.Exists(candidate.Item1)),
            ];
            foreach (var (path, size) in there)
                if (new FileInfo(path).Length == size)
                    return path;

            if (there.Length == 0) return null;
            throw new TfaipException(
                $"{there[0].Path} has {new FileInfo(there[0].Path).Length} bytes instead of {there[0].Size}: it is damaged or "
                + "another file. Delete it, and it is downloaded again.");
        }
    }
}
