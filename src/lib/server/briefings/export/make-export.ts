import type { ExportWish } from '#lib/model/briefing/export.ts';
import type { ExportSource } from './export-source.ts';
import { makeHtml } from './html/make-html.ts';
import { makePdf, makeSlides } from './make-pdf.ts';
import { makeLongPicture, makePictures } from './make-pictures.ts';
import { makePptx } from './pptx/make-pptx.ts';
import type { Press } from './show-print.ts';

/** The bytes of a briefing in a format. Throws RENDER_FAILED, CHROMIUM_MISSING. */
export function makeExport(
	press: Press,
	source: ExportSource,
	{ format, language }: ExportWish
): Promise<Uint8Array> {
	switch (format) {
		case 'pdf':
			return makePdf(press, source, language);
		case 'slides':
			return makeSlides(press, source, language);
		case 'pptx':
			return makePptx(source, language);
		case 'png':
			return makePictures(press, source, language, 1920);
		case 'png4k':
			return makePictures(press, source, language, 3840);
		case 'long':
			return makeLongPicture(press, source, language);
		case 'html':
			return makeHtml(press, source, language);
	}
}
