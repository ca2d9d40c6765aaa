import { z } from 'zod';

/** Letters and digits; stands in URLs. */
export const scenarioId = z.string().regex(/^[0-9a-z]{8,16}$/);
export const modelId = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/);
