using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Imaging.Processing;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;

namespace Attacks.Doors;

/// <summary>Images of all formats.</summary>
internal sealed class ImageDoor : IDoor
{
    private const int MaxPixels = 10_000_000;

    private readonly (string Name, byte[] Bytes)[] _images;
    private readonly ProcessorChain _chain =
        new([new LoadImageParams { Color = ImageColor.Rgb, MaxPixels = MaxPixels }], PipelineMode.Prediction);

    public ImageDoor(Seeds seeds) => _images = [.. Directory.EnumerateFiles(seeds.Images).Order(StringComparer.Ordinal)
        .Select(path => (Path.GetFileName(path), File.ReadAllBytes(path)))];

    public string Name => "image";

    public string? Attack(Random random, string folder)
    {
        var (_, bytes) = _images[random.Next(_images.Length)];
        var changed = Mutation.Of(bytes, random);
        return Reading.ByLibrary(() => _chain.Process(new Sample().WithInput("image", changed), 0, 0, 0));
    }
}
