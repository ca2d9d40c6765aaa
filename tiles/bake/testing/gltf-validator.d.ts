declare module 'gltf-validator' {
	interface ValidationMessage {
		readonly code: string;
		readonly message: string;
		/** 0 error, 1 warning, 2 information, 3 hint. */
		readonly severity: 0 | 1 | 2 | 3;
		readonly pointer?: string;
	}
	interface ValidationReport {
		readonly issues: {
			readonly numErrors: number;
			readonly numWarnings: number;
			readonly messages: readonly ValidationMessage[];
		};
	}
	/** Khronos' validator on one GLB or glTF. */
	const validator: {
		validateBytes(
			bytes: Uint8Array,
			options?: {
				readonly uri?: string;
				readonly maxIssues?: number;
				readonly ignoredIssues?: readonly string[];
			}
		): Promise<ValidationReport>;
	};
	export default validator;
}
