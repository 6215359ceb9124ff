using System.Reflection;
using TorchSharp;

namespace Tfaip.Training.Reporting;

/// <summary>The versions that a run is made with.</summary>
internal static class ToolVersion
{
    public static string Tfaip { get; } = Of(typeof(ToolVersion).Assembly);

    // Asked for alone, since a launcher has no TorchSharp.
    public static string TorchSharp => Of(typeof(torch).Assembly);

    // Without the commit that builds append after a plus sign: it would make equal releases look different.
    private static string Of(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
