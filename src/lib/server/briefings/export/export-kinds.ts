import type { ExportFormat, ExportWish } from '#lib/model/briefing/export.ts';

const PPTX = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';

/** How a file of a format is called after its language, and what it is. */
const KINDS: Readonly<Record<ExportFormat, { readonly ending: string; readonly type: string }>> = {
	pdf: { ending: '.pdf', type: 'application/pdf' },
	slides: { ending: '.slides.pdf', type: 'application/pdf' },
	pptx: { ending: '.pptx', type: PPTX },
	png: { ending: '.png.zip', type: 'application/zip' },
	png4k: { ending: '.4k.png.zip', type: 'application/zip' },
	long: { ending: '.long.png', type: 'image/png' },
	html: { ending: '.html', type: 'text/html; charset=utf-8' }
};

/** `briefing-7Qk2mB9xY0aZ1bC3.zh-CN.pdf`. */
export const exportName = (id: string, { format, language }: ExportWish): string =>
	`briefing-${id}.${language}${KINDS[format].ending}`;

export const exportType = (format: ExportFormat): string => KINDS[format].type;
