using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Tfaip.Parameters;
using Reply = Tfaip.Datasets.Tests.LoopbackServer.Reply;

namespace Tfaip.Datasets.Tests;

[TestClass]
public sealed class MnistFilesTests : IDisposable
{
    private static readonly (string Name, int Size, int PackedSize)[] Official =
    [
        ("train-images-idx3-ubyte", 16 + (60000 * 28 * 28), 9912422),
        ("train-labels-idx1-ubyte", 8 + 60000, 28881),
        ("t10k-images-idx3-ubyte", 16 + (10000 * 28 * 28), 1648877),
        ("t10k-labels-idx1-ubyte", 8 + 10000, 4542),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("tfaip-mnist-").FullName;
    private readonly HttpClient _client = new() { Timeout = Timeout.InfiniteTimeSpan };

    private static string? RealFolder
    {
        get
        {
            var data = Environment.GetEnvironmentVariable("TFAIP_DATA");
            for (var folder = AppContext.BaseDirectory; data is null && folder is not null; folder = Path.GetDirectoryName(folder))
                if (Directory.Exists(Path.Combine(folder, "shared", "data")))
                    data = Path.Combine(folder, "shared", "data");
            return data is not null && Directory.Exists(Path.Combine(data, "mnist")) ? Path.Combine(data, "mnist") : null;
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [TestMethod]
    public void Packed_and_unpacked_files_are_taken_as_they_are()
    {
        for (var i = 0; i < Official.Length; i++) Make(Official[i].Name, packed: i % 2 == 0);

        var files = Locate(NoMirror());

        Assert.AreEqual(Path.Combine(_folder, "train-images-idx3-ubyte.gz"), files.TrainingImages);
        Assert.AreEqual(Path.Combine(_folder, "train-labels-idx1-ubyte"), files.TrainingLabels);
        Assert.AreEqual(Path.Combine(_folder, "t10k-images-idx3-ubyte.gz"), files.TestImages);
        Assert.AreEqual(Path.Combine(_folder, "t10k-labels-idx1-ubyte"), files.TestLabels);
    }

    [TestMethod]
    public void A_file_of_another_size_is_refused()
    {
        foreach (var file in Official) Make(file.Name, packed: true);
        var damaged = Path.Combine(_folder, "t10k-labels-idx1-ubyte.gz");
        File.WriteAllBytes(damaged, new byte[4541]);

        var error = Assert.ThrowsExactly<TfaipException>(() => Locate(NoMirror()));

        Assert.AreEqual(
            $"{damaged} has 4541 bytes instead of 4542: it is damaged or another file. Delete it, and it is downloaded again.",
            error.Message);
    }

    [TestMethod]
    public void Offline_the_error_says_which_files_to_put_where()
    {
        Make("train-images-idx3-ubyte", packed: false);
        Make("t10k-images-idx3-ubyte", packed: true);
        using var server = new LoopbackServer(_ => Reply.NotFound);

        var error = Assert.ThrowsExactly<TfaipException>(() => Locate([server["a/"].AbsoluteUri, server["b/"].AbsoluteUri]));

        Assert.AreEqual(
            $"""
            train-labels-idx1-ubyte.gz cannot be downloaded:
              {server.Address}a/train-labels-idx1-ubyte.gz: it answers 404 Not Found
              {server.Address}b/train-labels-idx1-ubyte.gz: it answers 404 Not Found
            Put these files of MNIST into {_folder}, packed or unpacked, or name their folder in data.path:
              train-labels-idx1-ubyte.gz (28881 bytes, SHA-256 3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c)
              t10k-labels-idx1-ubyte.gz (4542 bytes, SHA-256 f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6)
            """.ReplaceLineEndings("\n"),
            error.Message);
    }

    [TestMethod]
    public void Only_what_is_missing_is_downloaded_and_it_is_checked()
    {
        var real = RealFolder;
        if (real is null) Assert.Inconclusive("The MNIST files are in neither $TFAIP_DATA/mnist nor ../shared/data/mnist.");
        Make("train-images-idx3-ubyte", packed: false);
        Make("train-labels-idx1-ubyte", packed: true);
        using var server = new LoopbackServer(request =>
            new("200 OK", File.ReadAllBytes(Path.Combine(real, request.Path.TrimStart('/')))));

        var files = Locate([server.Address.AbsoluteUri]);

        CollectionAssert.AreEqual(
            new[] { "/t10k-images-idx3-ubyte.gz", "/t10k-labels-idx1-ubyte.gz" },
            server.Requests.Select(request => request.Path).ToArray());
        Assert.AreEqual("0008 0803 10000 28 28", Header(files.TestImages));
    }

    [TestMethod]
    public void The_sizes_and_hashes_are_those_of_the_real_files()
    {
        var real = RealFolder;
        if (real is null) Assert.Inconclusive("The MNIST files are in neither $TFAIP_DATA/mnist nor ../shared/data/mnist.");
        using var server = new LoopbackServer(_ => Reply.NotFound);
        var offline = Assert.ThrowsExactly<TfaipException>(() => Locate([server.Address.AbsoluteUri])).Message;

        foreach (var (name, size, packedSize) in Official)
        {
            var bytes = File.ReadAllBytes(Path.Combine(real, name + ".gz"));
            Assert.HasCount(packedSize, bytes);
            StringAssert.Contains(
                offline,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}.gz ({bytes.Length} bytes, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(bytes))})"),
                StringComparison.Ordinal);
            using var unpacked = new MemoryStream();
            using (var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress)) gzip.CopyTo(unpacked);
            Assert.AreEqual(size, unpacked.Length);
        }
    }

    private static string[] NoMirror() => ["http://127.0.0.1:9/"];

    private static string Header(string path)
    {
        using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        var header = new byte[16];
        gzip.ReadExactly(header);
        var numbers = Enumerable.Range(0, 4).Select(i => BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 * i))).ToArray();
        return string.Create(
            CultureInfo.InvariantCulture, $"{numbers[0] >> 8:x4} {numbers[0]:x4} {numbers[1]} {numbers[2]} {numbers[3]}");
    }

    private MnistFiles Locate(IReadOnlyList<string> mirrors) => MnistFiles.Locate(
        _folder,
        new NoProgress(),
        new FileDownload(_client, time: new HastyTime(TimeSpan.FromSeconds(10))),
        mirrors,
        CancellationToken.None);

    // Sparse files of the right length: what is there already is told by its size alone.
    private void Make(string name, bool packed)
    {
        var (_, size, packedSize) = Official.Single(file => file.Name == name);
        using var stream = File.Create(Path.Combine(_folder, packed ? name + ".gz" : name));
        stream.SetLength(packed ? packedSize : size);
    }

    private sealed class NoProgress : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
        }
    }
}
