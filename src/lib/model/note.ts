import { z } from 'zod';
import type { EpochMs } from './units.ts';

/** Corners that a drawing has at most. */
export const MOST_CORNERS = 200;

const corner = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);

/** What was drawn on the map: WGS 84 longitude and latitude of its corners. An area is not closed. */
export const drawnShape = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('point'), corners: z.array(corner).length(1) }),
	z.object({ kind: z.literal('line'), corners: z.array(corner).min(2).max(MOST_CORNERS) }),
	z.object({ kind: z.literal('area'), corners: z.array(corner).min(3).max(MOST_CORNERS) })
]);
export type DrawnShape = z.infer<typeof drawnShape>;
export type ShapeKind = DrawnShape['kind'];

const text = z.string().trim().min(1).max(2000);
const person = z.string().trim().min(1).max(80);

/** `POST /api/notes`. */
export const noteToAdd = z.object({ shape: drawnShape, text, by: person });
export type NoteToAdd = z.infer<typeof noteToAdd>;

/** `POST /api/notes/{id}/edit`. */
export const noteToEdit = z.object({ text, by: person });

/** `POST /api/notes/{id}/remove` and `…/restore`. */
export const noteToMove = z.object({ by: person });

/** A drawing with words, kept by the server for everybody. */
export interface Note {
	/** Stands in links: `sel=notes:17`. */
	readonly id: string;
	readonly shape: DrawnShape;
	readonly text: string;
	/** Who drew it, and when. */
	readonly by: string;
	readonly at: EpochMs;
	/** Who wrote its text last, when that is not how it came. */
	readonly edited?: { readonly by: string; readonly at: EpochMs };
}

/** `GET /api/notes`, and what every act answers: the newest note first. */
export interface Notes {
	/** Grows with each act. */
	readonly rev: number;
	readonly notes: readonly Note[];
	/** Of the note that was just added. */
	readonly id?: string;
}

export const NOTE_ACTS = ['add', 'edit', 'remove', 'restore'] as const;

/** One line of a note's log. Nothing of it is ever changed. */
export interface NoteEvent {
	readonly act: (typeof NOTE_ACTS)[number];
	readonly by: string;
	readonly at: EpochMs;
	/** The words that it was given. */
	readonly text?: string;
}

/** `GET /api/notes/{id}`: what was done to it, the first act first. */
export interface NoteLog {
	readonly log: readonly NoteEvent[];
}
