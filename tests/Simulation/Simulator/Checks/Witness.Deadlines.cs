using Sensorcast.Simulator.Clients;

namespace Sensorcast.Simulator.Checks;

// What must have happened at the end of a step, and for which reasons a connection may be closed.
internal sealed partial class Witness
{
    /// <summary>A request without a body that finds the shared buffer taken may be read to its end by then, or not.</summary>
    private bool MayEndAtOnce => !_lingers || (_http.IsBusy && Plan.Subject == Subject.Metrics);

    private long QuietEnd =>
        Math.Min(Math.Max(_endedAt, _readAt) + Deadlines.Quiet, _endedAt + (IsRefused ? Deadlines.Refusal : Deadlines.Close));

    /// <summary>Looks at what was done in the step, and at what was not.</summary>
    public void EndStep()
    {
        Frames.CheckLive();
        if (Phase == Phase.Closed)
        {
            return;
        }

        long now = _world.StepTime;
        Check(!_isGone, "slot-kept", "is gone and still has its slot");
        switch (Phase)
        {
            case Phase.Request:
                Check(ReadBytes < Plan.Length, "answer", "gets no answer to its request");
                Check(now < RequestEnd, "request-deadline", "has sent no whole request in its time and gets neither 408 nor 503");
                break;
            case Phase.Document:
                if (!_sentInStep && !_stall.IsRefused)
                {
                    // A document without a length ends with the connection.
                    Check(!_http.HasLength, "document", "does not get the rest of its document");
                    NoteEnd(lingers: false);
                }

                break;
            case Phase.WebSocket:
                CheckIdle(now);
                Frames.EndStep(_stall.IsRefused);
                break;
            case Phase.Closing:
                Check(now < _deadline, "close-deadline", "has not answered a close frame in 2 s and is not cut");
                break;
            case Phase.Ended:
                Check(now < QuietEnd, "close-deadline", "got all and still has its slot");
                Check(_lingers || _link.HasData || !_sentInStep, "slot-kept", "is done with and still has its slot");
                break;
        }

        Check(!_stall.IsOverdue(now), "stall-deadline", "has taken nothing for 10 s and is not cut");

        // While a document or a first pack is being sent nothing is read: a client that is gone shows by taking nothing.
        bool isRead = Phase == Phase.Document || Frames.IsGettingFirstPack || !_link.HasData || _readInStep;
        _unreadSince = isRead ? long.MaxValue : Math.Min(_unreadSince, now);
        Check(now - Deadlines.Unread < _unreadSince, "unread", "has sent something that is not read");
    }

    private void CheckIdle(long now)
    {
        if (now < _deadline || _couldRead || Frames.IsGettingFirstPack)
        {
            return;
        }

        Check(!_pingIsOut, "pong-deadline", "is silent for 10 s after a ping and is not cut");
        Check(Frames.WasPinged || _stall.IsRefused, "ping-time", "is silent for 20 s and is not pinged");
        _pingIsOut = true;
        _deadline = now + Deadlines.Pong;
        _stall.ForgiveStep();
    }

    /// <summary>No client is cut without a reason.</summary>
    private void CheckClose(Phase before)
    {
        long now = _world.StepTime;
        bool isReason = _world.IsShuttingDown || _stall.IsLongEnough(now) || before switch
        {
            Phase.Request => now >= RequestEnd && _stall.IsRefused,
            Phase.Document => _http.IsWholeAtEnd(),
            Phase.WebSocket => _pingIsOut && now >= _deadline && !_couldRead,
            Phase.Ended => now >= QuietEnd || (MayEndAtOnce && !_link.HasData),
            _ => false,
        };
        Check(isReason, "cut", $"is cut without a reason ({before})");
    }
}
