using Sensorcast.Server;

namespace Sensorcast.Settings;

/// <summary>Restarts when the page that says so has been sent.</summary>
internal sealed class RestartTask : ScheduledTask
{
    private const int Delay = 1000;

    private readonly ISettingsActions _actions;

    internal RestartTask(ISettingsActions actions)
    {
        _actions = actions;
        Due = long.MaxValue;
    }

    internal void Start(long now)
    {
        Due = now + Delay;
    }

    /// <inheritdoc/>
    protected override void Run(long now)
    {
        Due = long.MaxValue;
        _actions.Restart();
    }
}
