using Tfaip.Parameters;
using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>Moves the pixels of an image, and those of its masks alike.</summary>
internal abstract class GeometricProcessor(GeometricParams parameters) : ValueProcessor(parameters)
{
    public sealed override Sample? Process(Sample sample, ref SampleRandom random)
    {
        // A copy of the generator gives a mask the numbers that the image got.
        var again = random;
        if (base.Process(sample, ref random) is not { } changed) return null;
        foreach (var key in parameters.Masks)
        {
            if (!changed.Targets.TryGetValue(key, out var value)) continue;
            var own = again;
            var name = $"the mask '{key}'";
            var mask = ImageLayout.ReadMask(value, name, out var layout);
            RefuseOtherSize(mask, sample, name);
            changed = changed.WithTarget(key, layout.Write(Change(mask, isMask: true, ref own)));
        }

        return changed;
    }

    protected sealed override object? ProcessValue(object value, ref SampleRandom random) =>
        ImageLayout.Read(value, Name, out var layout) is var image && Change(image, isMask: false, ref random) is var changed
        && ReferenceEquals(image, changed)
            ? value
            : layout.Write(changed);

    /// <summary>Gives the changed image, or the same object where there is nothing to do.</summary>
    /// <param name="image">The image or mask.</param>
    /// <param name="isMask">Whether values must not be mixed.</param>
    /// <param name="random">Random numbers, the same ones for an image and its masks.</param>
    protected abstract Planes Change(Planes image, bool isMask, ref SampleRandom random);

    private void RefuseOtherSize(Planes mask, Sample sample, string name)
    {
        var image = ImageLayout.Read(sample.ValuesOf(parameters.Side)[parameters.Key], Name, out _);
        if ((mask.Height, mask.Width) == (image.Height, image.Width)) return;
        throw new TfaipException(
            $"{name} has {mask.Height} x {mask.Width} pixels (height x width), but {Name} has {image.Height} x {image.Width}.");
    }
}
