import { beforeEach, describe, expect, it, vi } from 'vitest';
import { View } from '../src/view';

const onChange = vi.fn();
let view: View;

beforeEach(() => {
  onChange.mockReset();
  view = new View(120, onChange);
  view.extend(0, 1000);
});

const shown = () => [view.span.from, view.span.to];

describe('the window', () => {
  it('ends with the newest reading', () => {
    expect(shown()).toEqual([880, 1000]);
    view.extend(0, 1001);
    expect(shown()).toEqual([881, 1001]);
  });

  it('begins small and grows while there are few readings', () => {
    view.extend(999, 1000);
    expect(shown()).toEqual([994, 1000]);
    view.extend(950, 1000);
    expect(shown()).toEqual([950, 1000]);
  });

  it('can be changed, which leaves the zoom', () => {
    view.zoomTo(900, 910);
    view.setLength(30);
    expect(shown()).toEqual([970, 1000]);
  });
});

describe('a selection', () => {
  it('is the span of the statistics, from either end, until it is cleared', () => {
    view.select(990, 950);
    expect(view.measured).toEqual({ from: 950, to: 990 });
    view.select();
    expect(view.measured).toEqual(view.span);
  });
});

describe('a pause', () => {
  it('holds the picture while readings come, until it is resumed', () => {
    view.pause();
    view.extend(0, 1100);
    expect([view.isPaused, ...shown()]).toEqual([true, 880, 1000]);
    view.resume();
    expect([view.isPaused, ...shown()]).toEqual([false, 980, 1100]);
  });
});

describe('zoom', () => {
  it('stays where it is', () => {
    view.zoomTo(900, 910);
    view.extend(0, 2000);
    expect(shown()).toEqual([900, 910]);
    view.leaveZoom();
    expect(view.zoom).toBeUndefined();
  });

  it('keeps the centre in its place', () => {
    view.zoomBy(0.5, 910);
    expect(shown()).toEqual([895, 955]);
  });

  it('pans, but not into the future', () => {
    view.zoomTo(900, 920);
    view.pan(-0.5);
    expect(shown()).toEqual([890, 910]);
    view.pan(100);
    expect(shown()).toEqual([980, 1000]);
  });

  it('has limits', () => {
    view.zoomTo(900, 900);
    expect(view.span.to - view.span.from).toBeCloseTo(0.02);
    view.zoomBy(1e9, 900);
    expect(view.span.to - view.span.from).toBeCloseTo(604_800);
  });
});
