namespace Tfaip.EndToEnd.Tests;

/// <summary>A folder that goes when its test does.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("tfaip-e2e-").FullName;

    public string File(params string[] parts) => Path.Combine([Root, .. parts]);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
