namespace Tfaip.EndToEnd.Tests;

/// <summary>A folder that goes when its test does.</summary>
/// <param name="above">The folder that it lies in; null for the system's.</param>
internal sealed class TemporaryFolder(string? above = null) : IDisposable
{
    public string Root { get; } = above is null
        ? Directory.CreateTempSubdirectory("tfaip-e2e-").FullName
        : Directory.CreateDirectory(Path.Combine(above, $"tfaip-e2e-{Guid.NewGuid():N}")).FullName;

    public string File(params string[] parts) => Path.Combine([Root, .. parts]);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
