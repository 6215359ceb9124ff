namespace Tfaip.Processors.Pipelines.Generators.Images;

/// <summary>Where the label of an image file comes from.</summary>
public enum ImageLabelSource
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>The name of the folder that the file lies in.</summary>
    Folder,

    /// <summary>A part of the file's name.</summary>
    FileName,
}
