using System.Reflection;
using Tfaip.Export.Programs;

namespace Tfaip.Export.Tracing.Instrumentation;

/// <summary>The call sites of all assemblies of a model.</summary>
internal sealed class SiteTables(IReadOnlyList<SiteTable> tables)
{
    /// <summary>The site of a number.</summary>
    public Site this[int number]
    {
        get
        {
            foreach (var table in tables)
            {
                if (table.Find(number) is { } site) return site;
            }

            throw new ArgumentOutOfRangeException(nameof(number), number, "There is no such site.");
        }
    }

    /// <summary>The first line outside constructors that assigns a field.</summary>
    public SourceLine? AssignmentOf(FieldInfo field) =>
        tables.Select(table => table.AssignmentOf(field)).FirstOrDefault(line => line is not null);
}
