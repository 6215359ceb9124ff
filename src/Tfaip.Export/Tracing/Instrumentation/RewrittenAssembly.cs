using System.Reflection;
using System.Runtime.CompilerServices;
using Tfaip.Export.Requests;

namespace Tfaip.Export.Tracing.Instrumentation;

/// <summary>
/// A rewritten assembly. It is rewritten once and kept as long as the live one, since that takes most of the time of a recording.
/// </summary>
/// <param name="Image">Its bytes.</param>
/// <param name="Sites">Its call sites.</param>
internal sealed record RewrittenAssembly(byte[] Image, SiteTable Sites)
{
    private static readonly ConditionalWeakTable<Assembly, RewrittenAssembly> Known = [];
    private static readonly Lock Gate = new();
    private static int _nextSite;

    /// <summary>The rewritten form of a live assembly.</summary>
    /// <exception cref="ExportException">The assembly has no file.</exception>
    public static RewrittenAssembly Of(Assembly assembly, LoadedAssemblyResolver resolver)
    {
        if (assembly.Location.Length == 0)
        {
            throw new ExportException(
                $"The assembly {assembly.GetName().Name} was not loaded from a file, and its code cannot be read. Build the model into an "
                + "assembly on disk.");
        }

        lock (Gate)
        {
            if (Known.TryGetValue(assembly, out var known)) return known;
            var sites = new SiteTable(_nextSite);
            var rewritten = new RewrittenAssembly(new AssemblyInstrumenter(sites, resolver).Instrument(assembly.Location), sites);
            _nextSite = sites.Next;
            Known.Add(assembly, rewritten);
            return rewritten;
        }
    }
}
