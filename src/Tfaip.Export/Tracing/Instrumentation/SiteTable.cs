using System.Reflection;

namespace Tfaip.Export.Tracing.Instrumentation;

/// <summary>What is remembered of the rewritten code: its call sites, and the lines that assign fields.</summary>
internal sealed class SiteTable
{
    private readonly List<Site> _sites = [];
    private readonly Dictionary<(string Type, string Field), SourceLine> _assignments = [];

    /// <summary>Adds a site and gives its number.</summary>
    public int Add(SourceLine? line, bool isDirect = false)
    {
        _sites.Add(new(line, isDirect));
        return _sites.Count - 1;
    }

    /// <summary>The site of a number.</summary>
    public Site this[int number] => _sites[number];

    /// <summary>Notes that a line outside constructors assigns a field; the first is kept.</summary>
    public void AddAssignment(string type, string field, SourceLine line) => _assignments.TryAdd((type, field), line);

    /// <summary>The first line outside constructors that assigns a field.</summary>
    public SourceLine? AssignmentOf(FieldInfo field)
    {
        var type = field.DeclaringType!;
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return _assignments.GetValueOrDefault((definition.FullName!, field.Name));
    }
}
