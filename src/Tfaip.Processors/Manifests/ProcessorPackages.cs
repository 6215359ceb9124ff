namespace Tfaip.Processors.Manifests;

/// <summary>Which package has a processor that this assembly does not have.</summary>
internal static class ProcessorPackages
{
    private static readonly (string Name, string Class, string[] Processors)[] Packages =
    [
        ("Tfaip.Processors.Imaging", "ImagingProcessors",
        [
            "color_jitter", "crop_image", "elastic_transform", "gaussian_noise", "grey_image", "load_image", "normalize_image", "pad_image",
            "random_affine", "random_crop", "random_flip", "random_resized_crop", "random_rotation", "random_shear", "resize_image",
            "salt_and_pepper_noise",
        ]),
        ("Tfaip.Processors.Text", "TextProcessors",
        [
            "bpe", "decode_bpe", "decode_text", "decode_wordpiece", "encode_text", "normalize_text", "replace_text", "strip_text",
            "text_case", "wordpiece",
        ]),
    ];

    /// <summary>The package, with the class that has its assembly; null where nobody knows it.</summary>
    public static (string Name, string Class)? Find(string processor)
    {
        foreach (var (name, type, processors) in Packages)
        {
            if (processors.Contains(processor)) return (name, type);
        }

        return null;
    }
}
