/** One of the words of a choice. */
export interface FieldChoice {
	readonly value: string;
	readonly title: () => string;
}

/** What a tool's form asks. `required`: there is no edit without it. */
export type EditField = {
	/** Of the edit's value. */
	readonly name: string;
	readonly title: () => string;
	readonly required?: true;
	/** Asked only while this holds. */
	readonly when?: (values: Readonly<Record<string, unknown>>) => boolean;
} & (
	| {
			readonly kind: 'number';
			readonly least: number;
			readonly most: number;
			readonly step: number;
			/** As printed. */
			readonly unit?: () => string;
			/** The edit has a part of one, the form per cent: `least` and `most` are per cent. */
			readonly percent?: true;
	  }
	| { readonly kind: 'text'; readonly most: number }
	/** Others than these are typed, when `open`. */
	| { readonly kind: 'choice'; readonly choices: readonly FieldChoice[]; readonly open?: true }
	| { readonly kind: 'switch' }
	/** A number for each of these words. */
	| {
			readonly kind: 'amounts';
			readonly items: readonly FieldChoice[];
			readonly most: number;
			readonly whole: boolean;
			/** Each of them has a number, if only 0. */
			readonly complete?: true;
			readonly unit?: () => string;
	  }
	/** Stretches of the day, each with a level. */
	| { readonly kind: 'schedule' }
);
export type EditFieldOf<K extends EditField['kind']> = Extract<EditField, { kind: K }>;
