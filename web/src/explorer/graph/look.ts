import type { Settings } from 'sigma/settings';
import { drawDiscNodeLabel } from 'sigma/rendering';
import type { NodeHoverDrawingFunction } from 'sigma/rendering';
import type { EntityType } from '../parts/kinds';
import type { Colours } from './colours';

const LABELLED_FROM = 7;

/** How a graph looks, in the page's colours. `chosen` tells what the reader chose: one entity, or the ends of an edge. */
export function settingsOf(colours: Colours, chosen: () => readonly string[]): Partial<Settings> {
  return {
    labelColor: { color: colours.text },
    labelFont: 'system-ui, sans-serif',
    labelSize: 13,
    labelRenderedSizeThreshold: LABELLED_FROM,
    labelDensity: 2,
    labelGridCellSize: 90,
    defaultEdgeColor: colours.line,
    defaultDrawNodeHover: drawLabelOnGround(colours.ground),
    enableEdgeEvents: true,
    zIndex: true,
    // What one looks at keeps its size on a phone as on a wall.
    allowInvalidContainer: true,
    nodeReducer: (id, { entity, isGrown, ...data }) => {
      const isChosen = chosen().includes(id);
      return {
        ...data,
        color: colours.of[entity as EntityType],
        highlighted: isChosen,
        forceLabel: isChosen || (isGrown as boolean),
        zIndex: isGrown ? 1 : 0,
      };
    },
    edgeReducer: (key, data) => {
      const ends = chosen();
      const isChosen = ends.length > 0 && ends.every((id) => key.split(' ').includes(id));
      return { ...data, color: isChosen ? colours.accent : colours.line, zIndex: isChosen ? 1 : 0 };
    },
  };
}

/** Draws the label of a node that is pointed at or chosen on the page's own ground. */
export function drawLabelOnGround(ground: string): NodeHoverDrawingFunction {
  return (context, data, settings) => {
    const high = settings.labelSize + 8;
    context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
    const wide = context.measureText(data.label ?? '').width + 10;
    context.fillStyle = ground;
    context.strokeStyle = data.color;
    context.beginPath();
    context.arc(data.x, data.y, data.size + 3, 0, 2 * Math.PI);
    context.roundRect(data.x + data.size - 2, data.y - high / 2, wide, high, 4);
    context.fill();
    context.stroke();
    context.fillStyle = data.color;
    context.beginPath();
    context.arc(data.x, data.y, data.size, 0, 2 * Math.PI);
    context.fill();
    drawDiscNodeLabel(context, data, settings);
  };
}
