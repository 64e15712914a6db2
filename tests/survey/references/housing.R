# 1,681 tenants in Copenhagen on their satisfaction, three levels, by influence on the management (Madsen, M. (1976).
# Statistical analysis of multiple contingency tables. Scandinavian Journal of Statistics, 3, 97–106).
# A table of counts that comes with the R package MASS.
#   Rscript housing.R
source("sums.R")
data(housing, package = "MASS")
rows <- housing[rep(seq_len(nrow(housing)), housing$Freq), ]
write_reference("housing", "MASS::housing", data.frame(Sat = as.integer(rows$Sat)), 3, character(), list(Sat = "Sat", all = "Sat"), "Infl", rows$Infl)
