import { save } from '../parts/save';
import { useSpeech } from '../words';

interface SaveChartProps {
  drawing: React.RefObject<SVGSVGElement | null>;
  name: string;
}

const SCALE = 2;

/** Saves a drawing as a picture, on the page's own ground. */
export function SaveChart({ drawing, name }: SaveChartProps) {
  const { say } = useSpeech();
  return (
    <button
      type="button"
      onClick={() => {
        if (drawing.current) void pictureOf(drawing.current).then((picture) => save(picture, `${name}.png`));
      }}
    >
      {say('saveAs', { form: 'PNG' })}
    </button>
  );
}

async function pictureOf(drawing: SVGSVGElement): Promise<Blob> {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const { width, height } = drawing.viewBox.baseVal;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width * SCALE));
  copy.setAttribute('height', String(height * SCALE));
  // The copy stands outside the page, where none of its rules hold.
  const drawn = [...drawing.querySelectorAll('*')];
  [...copy.querySelectorAll('*')].forEach((element, place) => {
    const style = getComputedStyle(drawn[place] as Element);
    for (const rule of ['fill', 'font-size', 'font-family', 'opacity'])
      (element as SVGElement).style.setProperty(rule, style.getPropertyValue(rule));
  });
  copy.querySelector('.brush')?.remove();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser draws no pictures');
  context.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture came out'))), 'image/png'),
  );
}
