import { z } from 'zod';
import { BRIEFING_LANGUAGES, briefingId } from './draft.ts';

/**
 * What a briefing can be had as: `pdf` on A4, `slides` as a PDF of 16:9, `pptx` with native text and charts, `png` and
 * `png4k` one picture a slide (a zip when there are several), `long` one picture of 1080 pixels' width, `html` one file
 * that opens without any server.
 *
 * `POST /api/briefings/{id}/export` with `exportWish` begins to make one, `GET …/export/state?format=&language=` says how
 * far it is (both → `ExportState`), `GET …/export?format=&language=` is the file, made first when it is not there.
 */
export const EXPORT_FORMATS = ['pdf', 'slides', 'pptx', 'png', 'png4k', 'long', 'html'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const exportWish = z.object({
	format: z.enum(EXPORT_FORMATS),
	language: z.enum(BRIEFING_LANGUAGES)
});
export type ExportWish = z.infer<typeof exportWish>;

/** A file that a briefing was made into. */
export const exportState = z.discriminatedUnion('state', [
	z.object({ state: z.literal('absent') }),
	z.object({ state: z.literal('running') }),
	z.object({ state: z.literal('done'), name: z.string(), bytes: z.number().int() }),
	/** One English sentence. */
	z.object({ state: z.literal('failed'), message: z.string() })
]);
export type ExportState = z.infer<typeof exportState>;

/** Path of the file, for a link. */
export const exportPath = (id: string, { format, language }: ExportWish): string =>
	`/api/briefings/${briefingId.parse(id)}/export?format=${format}&language=${language}`;
