using System.IO.Compression;
using System.Text;
using SkiaSharp;
using Tfaip.Torch.Weights;
using TorchSharp;

namespace Attacks;

/// <summary>The files that hostile ones are made of: good ones, each made once by the programs.</summary>
internal sealed class Seeds
{
    private const string Config = """
        scenario: SCENARIO
        output: run
        seed: 1
        data:
          pipeline: {batch_size: 8, workers: 1}
          post_processing: [{type: class_label, key: logits, softmax: true, label_file: labels.txt}]
        trainer:
          epochs: 1
          threads: 1
          predictions: 0
          averaging: ema
          schedule: reduce_on_plateau
          early_stopping: {patience: 3}
          checkpoint: {every_steps: 1, keep: 2}
        export_check: false
        """;

    /// <summary>Makes them in a folder.</summary>
    public Seeds(string folder)
    {
        Folder = folder;
        Directory.CreateDirectory(folder);
        File.WriteAllText(ConfigFile, Config.Replace("SCENARIO", ScenarioFile, StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(folder, "labels.txt"), "minus\nplus\n");
        Must(Reading.Tool(ConfigFile, "--progress", "none", "--overwrite"));
        Must(Reading.Tool("evaluate", Run, "--dump", Dump));
        ZipFile.ExtractToDirectory(Package, PackageFolder, overwriteFiles: true);
        MakeWeights();
        MakeImages();
        MakeData();
    }

    /// <summary>The scenario: this program's own assembly.</summary>
    public static string ScenarioFile => typeof(Seeds).Assembly.Location;

    public string Folder { get; }

    public string ConfigFile => Path.Combine(Folder, "config.yaml");

    public string Run => Path.Combine(Folder, "run");

    public string Dump => Path.Combine(Folder, "answers.jsonl");

    public string Package => Path.Combine(Run, "model.tfaip");

    public string PackageFolder => Path.Combine(Folder, "package");

    public string Weights => Path.Combine(Folder, "weights");

    public string Images => Path.Combine(Folder, "images");

    public string Data => Path.Combine(Folder, "data");

    private static void Must((int Code, string Said) end)
    {
        if (end.Code != 0) throw new InvalidOperationException(end.Said);
    }

    private void MakeWeights()
    {
        Directory.CreateDirectory(Weights);
        using var scope = torch.NewDisposeScope();
        var tensors = new Dictionary<string, torch.Tensor>
        {
            ["hidden.weight"] = torch.randn(8, 4), ["hidden.bias"] = torch.zeros(8), ["mask"] = torch.ones(3, torch.ScalarType.Bool),
            ["empty"] = torch.zeros(0, 3),
        };
        using (var file = File.Create(Path.Combine(Weights, "w.safetensors"))) SafeTensors.Write(file, tensors);
        using var writer = new BinaryWriter(File.Create(Path.Combine(Weights, "w.dat")));
        torch.nn.Module.save_state_dict(writer, tensors);
    }

    private void MakeImages()
    {
        Directory.CreateDirectory(Images);
        foreach (var (width, height, colour) in ((int, int, SKColorType)[])[
            (17, 9, SKColorType.Rgba8888), (64, 48, SKColorType.Gray8), (5, 5, SKColorType.Rgba16161616)
        ])
        {
            using var bitmap = new SKBitmap(
                new SKImageInfo(width, height, colour, colour == SKColorType.Gray8 ? SKAlphaType.Opaque : SKAlphaType.Unpremul));
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                    bitmap.SetPixel(x, y, new SKColor((byte)(x * 13), (byte)(y * 29), (byte)(x * y), (byte)(255 - x)));
            }

            using var image = SKImage.FromBitmap(bitmap);
            foreach (var (format, extension) in ((SKEncodedImageFormat, string)[])[
                (SKEncodedImageFormat.Png, "png"), (SKEncodedImageFormat.Jpeg, "jpg"), (SKEncodedImageFormat.Webp, "webp")
            ])
            {
                using var encoded = image.Encode(format, 80);
                if (encoded is not null) File.WriteAllBytes(Path.Combine(Images, $"{width}.{extension}"), encoded.ToArray());
            }
        }

        File.WriteAllBytes(Path.Combine(Images, "a.gif"), Convert.FromBase64String("R0lGODlhAgACAIAAAAAAAP///ywAAAAAAgACAAACAwQSBQA7"));
        byte[] bmp = [.. "BM"u8, 70, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 24, 0, .. new byte[24],
            .. Enumerable.Range(0, 16).Select(i => (byte)(i * 16))];
        File.WriteAllBytes(Path.Combine(Images, "a.bmp"), bmp);
    }

    private void MakeData()
    {
        Directory.CreateDirectory(Data);
        Write("a.csv", "x,y\n1,2\n\"3\",4\n5.5,\"a \"\"b\"\"\"\n");
        Write("a.jsonl", "{\"x\": [1, 2, 3], \"y\": \"text\"}\n{\"x\": [4, 5, 6], \"y\": \"other\"}\n");
        Write("a.conll", "Anna\tB-PER\nsaw\tO\n\nBerlin\tB-LOC\n");
        Write("a.txt", "minus\nplus\nzero\n");
        Write("a.list", "a.csv\ta text\na.txt\tanother\n");
        Write(
            "a.yaml",
            "scenario: X.csproj\ntrainer: {epochs: 5, optimizer: {type: adam}}\ndata:\n  - ${trainer.epochs}\n  - &a [1, 2]\n  - *a\n");
        File.WriteAllBytes(Path.Combine(Data, "a.idx"), [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8]);
        File.WriteAllBytes(Path.Combine(Data, "a.vocab"), Encoding.UTF8.GetBytes("[PAD]\n[UNK]\n[CLS]\n[SEP]\na\n##b\n"));
        foreach (var name in (string[])["a.csv", "a.jsonl", "a.idx"])
            File.WriteAllBytes(Path.Combine(Data, name + ".gz"), Zipped(File.ReadAllBytes(Path.Combine(Data, name))));
    }

    /// <summary>Bytes compressed by gzip.</summary>
    public static byte[] Zipped(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest)) gzip.Write(bytes);
        return zipped.ToArray();
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(Data, name), text);
}
